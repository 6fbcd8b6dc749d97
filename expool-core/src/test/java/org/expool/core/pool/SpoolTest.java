package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.expool.CapturedOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SpoolTest {

    private static final Executor THREADS = work -> new Thread(work, "spool-test").start();

    /** The file is a FIFO, which is as slow as its writer. */
    @Test
    void aSlowFileDoesNotDelayAnother() throws Exception {
        try (Spool spool = new Spool(folder -> {})) {
            Path file = spool.file(1, 1, "out");
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
            CompletableFuture<CapturedOutput> taken =
                    CompletableFuture.supplyAsync(() -> spool.collect(1, 1, "out"), THREADS);
            try (OutputStream writer = Files.newOutputStream(file)) { // once there is a reader
                assertThat(CompletableFuture.supplyAsync(() -> spool.file(2, 1, "out"), THREADS))
                        .succeedsWithin(30, TimeUnit.SECONDS);
                writer.write("late".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(taken.get().text()).isEqualTo("late");
        }
    }
}
