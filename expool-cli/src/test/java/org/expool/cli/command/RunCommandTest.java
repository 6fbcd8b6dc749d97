package org.expool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.expool.CpuDemand;
import org.expool.Environment;
import org.expool.Input;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Outcome.TimedOut;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Output;
import org.expool.Problem;
import org.expool.spi.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RunCommandTest {

    private final CliTester cli = new CliTester();
    private volatile boolean told = true;

    private int exitAfter(Outcome outcome, String... command) {
        cli.outcome = job -> outcome;
        String[] arguments = new String[command.length + 2];
        arguments[0] = "run";
        arguments[1] = "--";
        System.arraycopy(command, 0, arguments, 2, command.length);
        return cli.run(arguments);
    }

    @Test
    void exitsAsTheCommandDid() {
        assertThat(exitAfter(new Outcome.Succeeded(), "x")).isZero();
        assertThat(cli.out() + cli.err()).as("no output of expool").isEmpty();
        assertThat(exitAfter(new Outcome.Failed(42), "x")).isEqualTo(42);
        assertThat(cli.err()).isEqualTo("expool: x failed: exit code 42 (after 1.23 s)\n");
        assertThat(exitAfter(new Outcome.Signalled(9), "x")).isEqualTo(137);
        Duration second = Duration.ofSeconds(1);
        assertThat(exitAfter(TimedOut.ofJob(Clock.WALL, second, second), "x")).isEqualTo(124);
        assertThat(exitAfter(new Outcome.Lost("gone"), "x")).isEqualTo(125);
        MemorySize limit = MemorySize.ofMiB(1);
        assertThat(exitAfter(new Outcome.MemoryExceeded(Scope.JOB, limit, null, true), "x"))
                .isEqualTo(137);
    }

    @Test
    void tellsAMissingProgramFromOneThatCannotStart() {
        for (Cause cause : Cause.values()) {
            int code = cause == Cause.PROGRAM_MISSING ? 127 : 126;
            assertThat(exitAfter(new Outcome.NotStarted(cause, "why"), "x")).isEqualTo(code);
        }
    }

    @Test
    void passesEveryOptionOn() {
        AtomicReference<Job> seen = new AtomicReference<>();
        cli.outcome = job -> {
            seen.set(job);
            return new Outcome.Succeeded();
        };

        int code = cli.run(
                "run",
                "--timeout",
                "3m",
                "--workdir",
                "data",
                "--stdin",
                "in",
                "--stdout",
                "out/a",
                "--stderr",
                "stdout",
                "--env",
                "A=b=c",
                "--env",
                "D=",
                "--name",
                "n",
                "--cache",
                "l3",
                "--memory-limit",
                "500MiB",
                "--grace",
                "1s",
                "sort",
                "-n",
                "--timeout",
                "@x",
                "--");

        assertThat(code).isZero();
        Job job = seen.get();
        assertThat(job.command().words()).containsExactly("sort", "-n", "--timeout", "@x", "--");
        assertThat(job.name()).isEqualTo("n");
        assertThat(job.timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(job.workdir()).isEqualTo(Path.of("data"));
        assertThat(job.cpus()).isEqualTo(CpuDemand.whole(CpuDemand.Level.L3));
        assertThat(job.memoryLimit()).isEqualTo(MemorySize.ofMiB(500));
        assertThat(job.stdin()).isEqualTo(Input.file(Path.of("in")));
        assertThat(job.stdout()).isEqualTo(Output.appendTo(Path.of("out/a")));
        assertThat(job.stderr()).isEqualTo(Output.toStdout());
        assertThat(job.environment()).isEqualTo(Environment.adding(Map.of("A", "b=c", "D", "")));
        assertThat(cli.pool().settings().grace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(cli.pool().settings().timeout()).isNull();
    }

    @Test
    void exitsBySignalWhateverTheCommandDid() {
        cli.joining = pool -> {
            CliTester.terminateThisProcess();
            pool.cancelled.await();
            while (told && !cli.err().endsWith("expool: SIGTERM: terminating all jobs; SIGINT kills them at once\n")) {
                Thread.onSpinWait();
            }
        };

        assertThat(cli.run("run", "--", "x")).isEqualTo(143);
        told = false;
        assertThat(cli.run("run", "-q", "--", "x")).isEqualTo(143);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void isSilentWhenQuietAndPrintsJsonWhenAsked() {
        cli.outcome = job -> new Outcome.Failed(5);

        assertThat(cli.run("run", "-q", "--", "x")).isEqualTo(5);
        assertThat(cli.out() + cli.err()).isEmpty();

        assertThat(cli.run("run", "--json", "--", "x")).isEqualTo(5);
        assertThat(cli.outLines()).hasSize(2);
        assertThat(cli.outLines().get(0))
                .startsWith("{\"schema\":\"expool/job/v1\"")
                .contains("\"exitCode\":5");
        assertThat(cli.outLines().get(1)).startsWith("{\"schema\":\"expool/summary/v1\"");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void explainsWrongUsage() {
        assertThat(cli.run("run")).isEqualTo(2);
        assertThat(cli.run("run", "--timeout", "0", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --timeout: must be longer than zero");
        assertThat(cli.run("run", "--stdout", "capture", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).contains("--json");
        assertThat(cli.run("run", "--env", "novalue", "--", "x")).isEqualTo(2);
        assertThat(cli.run("run", "--memory-limit", "0", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --memory-limit: must be more than zero");
        assertThat(cli.run("run", "--cores", "0", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --cores: must be at least 1");
        assertThat(cli.run("run", "--env", "=v", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --env: ");
        assertThat(cli.run("run", "--", "")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: COMMAND: the program is empty");
        assertThat(cli.pools).isEmpty();
    }

    @Test
    void namesTheOptionByWhichCpusWereAskedFor() {
        cli.outcome = job -> {
            throw new InvalidSettingsException("pool", List.of(new Problem("cpus", "", "there are not so many")));
        };

        assertThat(cli.run("run", "--cores", "900", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --cores: there are not so many");
        assertThat(cli.run("run", "--cpus", "900", "--", "x")).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --cpus: there are not so many");
    }

    @Test
    void tellsThatTheCpusAreUnknown() {
        cli.outcome = job -> {
            throw new TopologyException("/sys cannot be read", null);
        };

        assertThat(cli.run("run", "--cores", "2", "--", "x")).isEqualTo(4);
        assertThat(cli.err()).isEqualTo("expool: /sys cannot be read\n");
    }

    @Test
    void printsHelpThatFitsATerminal() {
        for (String[] help : new String[][] {{"--help"}, {"run", "--help"}, {"batch", "--help"}}) {
            assertThat(cli.run(help)).isZero();
            assertThat(cli.out()).startsWith("Usage: expool");
            assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80, "at most 80 columns");
            assertThat(cli.out()).doesNotContain("\u001b").doesNotContain("  null");
        }
        assertThat(cli.run("--version")).isZero();
        assertThat(cli.out()).matches("(?s)expool \\d+\\.\\d+\\.\\d+.*");
    }
}
