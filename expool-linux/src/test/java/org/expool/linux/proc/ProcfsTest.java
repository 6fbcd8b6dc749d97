package org.expool.linux.proc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading of a procfs that the test writes. */
class ProcfsTest {

    private static final String STAT = "7 (a) b) S" + " 1".repeat(47) + " %s 0\n";

    @TempDir
    Path root;

    private Path process;

    @BeforeEach
    void aProcessWithAProgram() throws IOException {
        process = Files.createDirectory(root.resolve("7"));
        Files.createSymbolicLink(process.resolve("exe"), Path.of("program"));
        Files.writeString(process.resolve("environ"), "");
    }

    @Test
    void anEmptyEnvironmentIsReadAsSuch() throws IOException {
        Files.writeString(process.resolve("stat"), STAT.formatted("140722"));
        assertThat(new Procfs(root).environment(7)).isEmpty();
    }

    @Test
    void theEnvironmentOfAProcessInExecIsAwaited() throws IOException {
        Files.writeString(process.resolve("stat"), STAT.formatted("0"));
        CompletableFuture<String> read = CompletableFuture.supplyAsync(
                () -> new Procfs(root).environment(7), work -> new Thread(work, "procfs-test").start());
        CompletableFuture.runAsync(() -> finishExec("A=1\0"), CompletableFuture.delayedExecutor(30, MILLISECONDS))
                .join();
        assertThat(read.join()).isEqualTo("A=1\0");
    }

    @Test
    void aZombieHasNone() throws IOException {
        Files.writeString(process.resolve("stat"), STAT.formatted("0"));
        Files.delete(process.resolve("exe"));
        assertThat(new Procfs(root).environment(7)).isEmpty();
    }

    private void finishExec(String variables) {
        try {
            Files.writeString(process.resolve("environ"), variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
