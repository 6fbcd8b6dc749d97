package org.expool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private static final String[] POOL = {"--workers", "2", "--memory-limit", "1GiB"};

    private final CliTester cli = new CliTester();

    @TempDir
    Path folder;

    private int simulate(String trace, String... options) {
        String[] arguments = new String[2 + POOL.length + options.length];
        arguments[0] = "simulate";
        arguments[1] = "-";
        System.arraycopy(POOL, 0, arguments, 2, POOL.length);
        System.arraycopy(options, 0, arguments, 2 + POOL.length, options.length);
        return cli.input(trace).run(arguments);
    }

    private static String job(String name, double seconds, int mib) {
        return "{\"name\": \"" + name + "\", \"category\": \"c\", \"size\": null, \"seconds\": " + seconds
                + ", \"peakMemoryBytes\": " + ((long) mib << 20) + ", \"memory\": \"" + mib
                + "MiB\", \"memoryFixed\": true}\n";
    }

    @Test
    void printsOneObjectWithTheseKeysInThisOrder() {
        assertThat(simulate(job("a", 2, 600) + "\n" + job("b", 1.5, 600), "--json"))
                .isZero();
        assertThat(cli.outLines())
                .containsExactly("{\"schema\":\"expool/simulation/v1\",\"jobs\":2,\"makespanSeconds\":3.5,"
                        + "\"lowerBoundSeconds\":2.05078125,\"ratio\":1.706666667,\"ended\":0,\"wastedSeconds\":0,"
                        + "\"usedOverReserved\":1,\"firstAttemptTooSmall\":0}");
    }

    @Test
    void tellsPeopleTheSame() {
        assertThat(simulate(job("a", 2, 600) + job("b", 1, 2000), "--policy", "fifo"))
                .isZero();
        assertThat(cli.out())
                .contains("2, of which 1 did not succeed", "2.00 s, 1.000 times the bound of 2.00 s", "0 attempts");
    }

    @Test
    void programsAreToldOnStandardErrorWhatDidNotSucceed() {
        assertThat(simulate(job("a", 2, 600) + job("b", 1, 2000), "--policy", "fifo", "--json"))
                .isZero();
        assertThat(cli.outLines()).hasSize(1);
        assertThat(cli.err()).contains("1 of 2 jobs did not complete");
    }

    @Test
    void writesStartsAndEnds() throws IOException {
        Path decisions = folder.resolve("decisions.jsonl");
        assertThat(simulate(
                        job("a", 2, 600) + job("b", 1, 600), "--policy", "fifo", "--decisions", decisions.toString()))
                .isZero();
        assertThat(Files.readString(decisions))
                .isEqualTo(String.join(
                        "",
                        List.of(
                                "{\"t\":0,\"event\":\"start\",\"job\":\"a\",\"promisedBytes\":629145600}\n",
                                "{\"t\":2,\"event\":\"end\",\"job\":\"a\",\"promisedBytes\":629145600}\n",
                                "{\"t\":2,\"event\":\"start\",\"job\":\"b\",\"promisedBytes\":629145600}\n",
                                "{\"t\":3,\"event\":\"end\",\"job\":\"b\",\"promisedBytes\":629145600}\n")));
    }

    @Test
    void badLinesAreNamedWithWhatWouldBeRight() {
        String trace = """
                {"seconds": -1, "peakMemoryBytes": 5}
                {"secnds": 1, "peakMemoryBytes": 5}

                [1]
                {"seconds": 1, "profile": [[1, 2], [1, 3]]}
                {"seconds": 1, "peakMemoryBytes": 5, "profile": [[1, 2], [2, 30]]}
                {"seconds": 1, "peakMemoryBytes": 5, "cpus": 3}
                {"seconds": 1}
                {"seconds": 1, "peakMemoryBytes": "much"}
                {"seconds": 1, "peakMemoryBytes": 5
                {"seconds": 1, "profile": []}
                """;
        assertThat(simulate(trace)).isEqualTo(ExitCode.BAD_FILE);
        assertThat(cli.err())
                .contains("-:1: seconds -1.0 must be from 0")
                .contains("-:2: unknown key 'secnds'; did you mean 'seconds'?")
                .contains("-:2: seconds: is missing")
                .contains("-:4: expected a job, as in")
                .contains("-:5: profile: the step at 1.0 must be later than the one before")
                .contains("-:6: profile reaches 30 bytes, more than peakMemoryBytes, 5")
                .contains("-:7: cpus: 3 requested, but there are 2; raise --cpus")
                .contains("-:8: peakMemoryBytes: is missing")
                .contains("-:9: peakMemoryBytes: 'much' is not a size")
                .contains("-:10: not valid JSON")
                .contains("-:11: profile: no step given")
                .doesNotContain("-:11: peakMemoryBytes");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void givesUpWhenAllIsWrong() {
        assertThat(simulate("{}\n".repeat(1000))).isEqualTo(ExitCode.BAD_FILE);
        assertThat(cli.err()).contains("reading stopped after this line");
        assertThat(cli.err().lines().count()).isLessThan(30);
    }

    @Test
    void refusesWrongOptions() {
        assertThat(simulate("", "--policy", "fif")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .contains("none of fifo, fifo-backfill, longest-first, area, largest-first; did you mean 'fifo'?");
        assertThat(simulate("", "--cpus", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("simulate", "x", "--workers", "1", "--memory-limit", "1GX"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("'1GX' is not a size");
    }

    @Test
    void filesThatCannotBeReadOrWrittenAreNamed() {
        assertThat(cli.run("simulate", "no-such-file", "--workers", "1", "--memory-limit", "1G"))
                .isEqualTo(ExitCode.BAD_FILE);
        assertThat(cli.err()).contains("no-such-file: no such file");
        Path nowhere = folder.resolve("none/decisions");
        assertThat(simulate("", "--decisions", nowhere.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(cli.err()).contains("decisions: cannot be written: no such folder");
    }
}
