package org.expool.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the files of one run, and the cleanup of everything that must not outlive it: closed at the run's end,
 * also by a signal. Thread-safe.
 */
public final class Workplace implements AutoCloseable {

    private @Nullable Path folder;
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private final Thread hook = new Thread(this::end, "bench-cleanup");

    /** Empty. */
    public Workplace() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * The folder for files; made when first asked for, and removed with all its content.
     *
     * @throws BenchException if it cannot be made
     */
    public synchronized Path folder() {
        if (folder == null) {
            folder = newFolder();
        }
        return folder;
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("expool-bench");
        } catch (IOException e) {
            throw new BenchException("no folder for temporary files can be made: " + e.getMessage(), e);
        }
    }

    /** Runs something at the end, after all that is added later; must not throw. */
    public synchronized void atEnd(Runnable ending) {
        endings.push(ending);
    }

    /**
     * A process that will be killed at the end, if it still runs.
     *
     * @throws BenchException if it cannot be started
     */
    public Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            atEnd(process::destroyForcibly);
            return process;
        } catch (IOException e) {
            throw new BenchException("'" + builder.command().get(0) + "' cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is shutting down and runs the hook
        }
    }

    private synchronized void end() {
        while (!endings.isEmpty()) {
            endings.pop().run();
        }
        Path made = folder;
        if (made != null) {
            folder = null;
            remove(made);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> contentFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : contentFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new BenchException("temporary files are left in " + folder + ": " + e.getMessage(), e);
        }
    }
}
