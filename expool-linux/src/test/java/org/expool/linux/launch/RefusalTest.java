package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reasons why a process was not started. */
class RefusalTest {

    private final SessionFixture launch = new SessionFixture();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void aProgramThatIsNowhereInPath() {
        assertThat(launch.command("no-such-program").refusal())
                .isEqualTo("program 'no-such-program' was not found in PATH /usr/bin:/bin");
    }

    @Test
    void aProgramThatDoesNotExist() {
        assertThat(launch.command("/no/such/program").refusal()).isEqualTo("program '/no/such/program' does not exist");
    }

    @Test
    void theErrorNumberIsReported() throws IOException {
        assertThat(launch.command("/no/such/program").outcome())
                .isEqualTo(new Outcome.NotStarted(
                        Cause.PROGRAM_MISSING, Errno.ENOENT, "program '/no/such/program' does not exist"));
        assertThat(launch.command(folder.toString()).outcome().errno()).isEqualTo(Errno.EACCES);
        assertThat(launch.command("no-such-program").outcome().errno())
                .as("no system call failed")
                .isNull();
    }

    @Test
    void aWorkdirThatDoesNotExist() {
        Path absent = folder.resolve("absent");
        assertThat(launch.command("true").workdir(absent).refusal()).isEqualTo("workdir " + absent + " does not exist");
    }

    @Test
    void aWorkdirThatIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(launch.command("true").workdir(file).refusal()).isEqualTo("workdir " + file + " is not a directory");
    }

    @Test
    void aFileThatIsNotExecutable() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(launch.command(file.toString()).refusal()).isEqualTo("program '" + file + "' is not executable");
    }

    @Test
    void aFileInPathThatIsNotExecutable() throws IOException {
        Path file = Files.createFile(folder.resolve("tool"));
        assertThat(launch.command("tool")
                        .environment(Map.of("PATH", "/bin:" + folder))
                        .refusal())
                .isEqualTo("program 'tool' is in PATH, but not executable: " + file);
    }

    @Test
    void aDirectory() {
        assertThat(launch.command(folder.toString()).refusal()).isEqualTo("program '" + folder + "' is a directory");
    }

    @Test
    void aScriptWithoutItsInterpreter() throws IOException {
        Path script = executable("script", "#! /no/such/interpreter -x\nexit 0\n");
        assertThat(launch.command(script.toString()).refusal())
                .isEqualTo(
                        "program '" + script + "' names the interpreter '/no/such/interpreter', which does not exist");
    }

    @Test
    void aBrokenBinary() throws IOException {
        // Only an ELF header: the shell is tried, as execvp does, and fails.
        Path file = executable("broken", "\u007fELF");
        assertThat(launch.command(file.toString()).run().exitCode()).isNotZero();
    }

    @Test
    void tooManyArguments() {
        List<String> words = new ArrayList<>(List.of("/bin/true"));
        words.addAll(Collections.nCopies(60, "x".repeat(100_000)));
        assertThat(launch.command(words.toArray(String[]::new)).refusal())
                .containsPattern("the arguments and variables are too long: 6\\d{6} bytes");
    }

    @Test
    void anOutputThatIsADirectory() {
        assertThat(launch.command("true").stdout(folder).refusal()).isEqualTo("stdout " + folder + ": Is a directory");
    }

    @Test
    void anInputThatDoesNotExist() {
        Path absent = folder.resolve("absent");
        assertThat(launch.command("true").stdin(absent).refusal())
                .isEqualTo("stdin " + absent + ": No such file or directory");
    }

    @Test
    void anOutputBelowAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(launch.command("true").stdout(file.resolve("out")).refusal()).startsWith("stdout " + file);
    }

    @Test
    void aRefusalStopsNothingElse() {
        launch.command("no-such-program").refusal();
        assertThat(launch.command("true").run().exitCode()).isZero();
    }

    @Test
    void aScriptWithoutAnInterpreterLineRunsInTheShell() throws IOException {
        Path script = executable("plain", "exit $(($# + 40))\n");
        assertThat(launch.command(script.toString(), "a", "b").run().exitCode()).isEqualTo(42);
    }

    @Test
    void aRelativeProgramIsSearchedFromTheWorkdir() throws IOException {
        executable("tool", "#!/bin/sh\nexit 43\n");
        assertThat(launch.command("./tool").workdir(folder).run().exitCode()).isEqualTo(43);
        assertThat(launch.command("tool")
                        .workdir(folder)
                        .environment(Map.of("PATH", "/bin:."))
                        .run()
                        .exitCode())
                .isEqualTo(43);
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
