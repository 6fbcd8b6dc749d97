package org.expool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceSnapshotTest {

    private final ResourceSnapshot before = ResourceSnapshot.now();

    @Test
    void seesAThreadOfAPool() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(end::countDown, "expool-nets-engine");
        Thread program = new Thread(() -> awaitQuietly(end), "expool-nets-holder");
        program.start();
        assertThat(ResourceSnapshot.now().since(before).describe()).isEqualTo("\n  thread expool-nets-holder");
        thread.start();
        program.join();
        thread.join();
        assertThat(ResourceSnapshot.now().since(before).isEmpty()).isTrue();
    }

    @Test
    void seesAnOpenDescriptor(@TempDir Path dir) throws IOException {
        Path file = Files.createFile(dir.resolve("open.txt"));
        try (InputStream in = Files.newInputStream(file)) {
            assertThat(in.available()).isZero();
            assertThat(ResourceSnapshot.now().since(before).describe())
                    .startsWith("\n  descriptor ")
                    .endsWith(" -> " + file.toRealPath());
        }
        assertThat(ResourceSnapshot.now().since(before).isEmpty()).isTrue();
    }

    @Test
    void seesATemporaryEntryOfAPool() throws IOException {
        Path folder = Files.createTempDirectory("expool-nets-");
        assertThat(ResourceSnapshot.now().since(before).describe()).isEqualTo("\n  temporary " + folder);
        Files.delete(folder);
        assertThat(ResourceSnapshot.now().since(before).isEmpty()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
