package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.expool.ExecPool;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.Output;
import org.expool.Retry;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The headers in the logs of jobs, and which files belong to which job.
 *
 * @see org.expool.core.pool.LogHeader
 * @see org.expool.core.pool.LastWrite
 */
@ExtendWith(NoLeaks.class)
class LogsTest {

    private static final String HEADER = "# ----- \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC -{30}";
    private static final String SECOND = "# ----- \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC attempt 2 -{30}";

    @TempDir
    Path dir;

    private static JobResult run(String launcher, JobBuilder job) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            return pool.run(job.timeout(Jobs.TIMEOUT).build());
        }
    }

    @EachLauncher
    void onlyALogWithContentGetsAHeaderAndOnALineOfItsOwn(String launcher) throws IOException, InterruptedException {
        Path log = dir.resolve("log");
        for (String word : List.of("one", "two")) {
            run(launcher, Jobs.shell(word, "printf " + word).stdout(Output.appendTo(log)));
        }
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(3).startsWith("one").endsWith("two");
        assertThat(lines.get(1)).matches(HEADER);
    }

    @EachLauncher
    void bothStreamsOfAJobInOneLogKeepTheirOrderUnderOneHeader(String launcher)
            throws IOException, InterruptedException {
        Path log = dir.resolve("log");
        Files.writeString(log, "before\n");
        String script = "for i in 1 2 3; do echo out$i; echo err$i >&2; done";
        run(launcher, Jobs.shell("both", script).stdout(Output.appendTo(log)).stderr(Output.appendTo(log)));
        List<String> lines = Files.readAllLines(log);
        assertThat(lines.get(1)).matches(HEADER);
        assertThat(lines.subList(2, lines.size())).containsExactly("out1", "err1", "out2", "err2", "out3", "err3");
    }

    @EachLauncher
    void attemptsAreToldApartEvenIfTheFirstWroteNothing(String launcher) throws IOException, InterruptedException {
        Path log = dir.resolve("log");
        Path mark = dir.resolve("mark");
        JobResult result = run(
                launcher,
                Jobs.shell("second time", "test -e " + mark + " || { touch " + mark + "; exit 1; }; echo again")
                        .stdout(Output.appendTo(log))
                        .retry(Retry.times(2)));
        assertThat(result.succeeded()).isTrue();
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(2).endsWith("again");
        assertThat(lines.get(0)).matches(SECOND);
    }

    @EachLauncher
    void dataFilesGetNoHeader(String launcher) throws IOException, InterruptedException {
        Path data = dir.resolve("data");
        byte[] bytes = {0, (byte) 0xff, (byte) 0x80, '\n', (byte) 0xc3};
        Files.write(data, bytes);
        run(launcher, Jobs.shell("more", "printf '\\000\\377'").stdout(Output.appendPlainlyTo(data)));
        assertThat(Files.readAllBytes(data)).containsExactly(0, 0xff, 0x80, '\n', 0xc3, 0, 0xff);
    }

    @EachLauncher
    void filesAndFoldersOfOthersStay(String launcher) throws IOException, InterruptedException {
        Path log = Files.createDirectories(dir.resolve("mine")).resolve("empty");
        Files.createFile(log);
        run(launcher, Jobs.shell("silent", "true").stdout(Output.appendTo(log)));
        assertThat(log).isEmptyFile();
        assertThat(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)).isEmpty();
    }

    @EachLauncher
    void aGrandchildThatKeepsTheStreamDelaysNothing(String launcher) throws IOException, InterruptedException {
        // The grandchild is in the job's session, and is terminated with it; no reader waits for the job's own end.
        JobResult result =
                run(launcher, Jobs.shell("parent", "sleep 50 & echo parent").stdout(Output.capture()));
        assertThat(result.succeeded()).isTrue();
        assertThat(Jobs.text(result.stdout())).isEqualTo("parent\n");
        assertThat(result.wall()).isLessThan(Duration.ofSeconds(40));
    }
}
