package org.expool.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.testkit.NoLeaks;
import org.expool.tests.support.JsonLine;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code expool run}, and what applies to all commands. */
@ExtendWith(NoLeaks.class)
class RunCommandTest {

    @TempDir
    Path dir;

    private ExpoolScript expool;

    @BeforeEach
    void setUp() {
        expool = new ExpoolScript(dir);
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 255, 255", "kill -TERM $$, 143", "kill -KILL $$, 137"})
    void exitsAsItsCommandDoes(String script, int code) throws IOException, InterruptedException {
        Ran ran = expool.run("run", "--", "sh", "-c", script);
        assertThat(ran.exitCode()).isEqualTo(code);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void passesTheCommandsOutputThrough() throws IOException, InterruptedException {
        Ran ran = expool.run("run", "--", "sh", "-c", "echo out; echo err >&2");
        assertThat(ran.out()).isEqualTo("out\n");
        assertThat(ran.err()).isEqualTo("err\n");
    }

    @Test
    void exitsWith124AtTheTimeout() throws IOException, InterruptedException {
        Ran ran = expool.run("run", "--timeout", "300ms", "--", "sleep", "600");
        assertThat(ran.exitCode()).isEqualTo(124);
        assertThat(ran.err()).contains("0.3 s");
    }

    @Test
    void saysWhatCouldNotBeStarted() throws IOException, InterruptedException {
        Ran ran = expool.run("run", "--", "no-such-program-anywhere");
        assertThat(ran.exitCode()).isIn(125, 126, 127);
        assertThat(ran.err()).contains("no-such-program-anywhere");
    }

    @Test
    void keepsStandardOutputForJson() throws IOException, InterruptedException {
        Ran ran = expool.run("run", "--json", "--", "sh", "-c", "echo from the job; exit 3");
        List<JsonLine> lines = JsonLine.all(ran.out());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("schema")).isEqualTo("\"expool/job/v1\"");
        assertThat(lines.get(0).get("exitCode")).isEqualTo("3");
        assertThat(lines.get(1).get("schema")).isEqualTo("\"expool/summary/v1\"");
        assertThat(ran.err()).contains("from the job");
        assertThat(ran.exitCode()).isEqualTo(3);
    }

    @Test
    void refusesWrongUsageWith2() throws IOException, InterruptedException {
        Ran ran = expool.run("batch", "--worker", "2", "jobs.yaml");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--worker").contains("--workers");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void helpsAndTellsItsVersion() throws IOException, InterruptedException {
        Ran help = expool.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("run", "batch").doesNotContain("\u001b");
        Ran version = expool.run("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).contains(System.getProperty("expool.version"));
    }

    @Test
    void worksThroughASymbolicLink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(
                dir.resolve("linked"), Path.of(expool.builder().command().get(0)));
        ProcessBuilder builder = expool.builder("run", "--", "echo", "hello");
        builder.command().set(0, link.toString());
        assertThat(Ran.of(builder, "").out()).isEqualTo("hello\n");
    }
}
