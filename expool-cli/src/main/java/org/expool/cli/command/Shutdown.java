package org.expool.cli.command;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Handles SIGINT, SIGTERM and SIGHUP: stops the work, so that the main thread finishes, reports and exits with 128 plus
 * the signal's number. A later SIGINT kills the jobs that still run. Used by one thread in a try statement around its
 * pool; before and after it, when there are no jobs, a signal ends the JVM at once as usual.
 */
final class Shutdown implements AutoCloseable {

    private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15, "HUP", 1);
    private static final Work NOTHING = new Work() {
        @Override
        public void stop(String reason) {}

        @Override
        public void kill(String reason) {}

        @Override
        public boolean hasProcesses() {
            return false;
        }
    };

    /** Work that can be stopped early. Thread-safe; no method blocks. */
    interface Work {

        /** Terminates the jobs with their grace period. */
        void stop(String reason);

        void kill(String reason);

        /** Whether any job has a process. */
        boolean hasProcesses();
    }

    private final Consumer<String> tell;
    private final IntConsumer exit;
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Runnable> restore = new ArrayList<>();
    private Work work = NOTHING;
    private Optional<String> first = Optional.empty();
    private boolean killed;

    /**
     * Starts to handle signals.
     *
     * @param tell receives a message when a signal arrives
     * @param exit halts this process if the main thread is blocked after a second SIGINT (in writing to a pipe that is not
     *     read); must not run shutdown hooks, as that of the pool would wait for the main thread
     */
    Shutdown(Signals signals, Consumer<String> tell, IntConsumer exit) {
        this.tell = tell;
        this.exit = exit;
        NUMBERS.keySet().forEach(name -> restore.add(signals.on(name, () -> signalled(name))));
    }

    /** Sets the work to stop; stops it at once if a signal has arrived already. */
    synchronized void stops(Work its) {
        work = its;
        if (killed) {
            work.kill(reason());
        } else if (first.isPresent()) {
            work.stop(reason());
        }
    }

    /** The exit code of the command: this one if there was no signal. */
    synchronized int exitCode(int unlessSignalled) {
        return first.map(Shutdown::exitCode).orElse(unlessSignalled);
    }

    private static int exitCode(String name) {
        return ExitCode.SIGNAL_BASE + requireNonNull(NUMBERS.get(name));
    }

    private String reason() {
        return "expool received SIG" + first.orElseThrow();
    }

    /** Called on a JVM thread created for this signal. */
    private void signalled(String name) {
        if (isFirst(name)) {
            // Printed after the stop: it blocks if standard error is a full pipe.
            tell.accept("SIG" + name + ": terminating all jobs; " + (name.equals("INT") ? "another " : "")
                    + "SIGINT kills them at once");
        } else if (name.equals("INT")) {
            exitWhenGone();
        }
    }

    private synchronized boolean isFirst(String name) {
        if (first.isEmpty()) {
            first = Optional.of(name);
            work.stop(reason());
            return true;
        }
        if (name.equals("INT")) {
            killed = true;
            work.kill(reason());
        }
        return false;
    }

    /** Usually the main thread exits first. */
    private void exitWhenGone() {
        try {
            boolean ended = false;
            while (!ended && hasProcesses()) {
                ended = done.await(50, TimeUnit.MILLISECONDS);
            }
            if (!ended && !done.await(2, TimeUnit.SECONDS)) {
                exit.accept(exitCode(ExitCode.INTERNAL));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // This thread ends here anyway.
        }
    }

    private boolean hasProcesses() {
        Work its;
        synchronized (this) {
            its = work;
        }
        return its.hasProcesses();
    }

    /** Restores the previous signal handlers. */
    @Override
    public void close() {
        done.countDown();
        restore.forEach(Runnable::run);
    }
}
