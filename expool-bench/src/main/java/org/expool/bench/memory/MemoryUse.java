package org.expool.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.expool.bench.machine.BenchException;

/** How much less memory the host has available than at the beginning, sampled 50 times a second. Thread-safe. */
final class MemoryUse implements AutoCloseable {

    private static final long MILLIS = 20;

    private final long before = availableBytes();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
    private volatile long least = before;

    MemoryUse() {
        watcher.scheduleAtFixedRate(
                () -> least = Math.min(least, availableBytes()), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The most that was in use since the beginning, by any process. */
    long mostBytes() {
        return before - least;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    static long availableBytes() {
        return number(Path.of("/proc/meminfo"), "MemAvailable:") * 1024;
    }

    /** How many processes the kernel's OOM killer has killed since boot. */
    static long oomKills() {
        return number(Path.of("/proc/vmstat"), "oom_kill");
    }

    /** The resident memory of this JVM. */
    static long ownBytes() {
        return number(Path.of("/proc/self/status"), "VmRSS:") * 1024;
    }

    private static long number(Path file, String key) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\\s+");
                if (words[0].equals(key)) {
                    return Long.parseLong(words[1]);
                }
            }
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e.getMessage(), e);
        }
        throw new BenchException(file + " has no " + key, null);
    }
}
