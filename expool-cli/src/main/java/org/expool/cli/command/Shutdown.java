package org.expool.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into an orderly end: the work is asked to stop, so that the main thread comes to its
 * end, reports and exits with 128 and the signal's number. SIGINT after that kills what still runs. Used by one thread
 * in a try statement around its pool; before and after it, when there are no jobs, the JVM ends at once as usual.
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

    /** What can be ended early. Thread-safe; all methods return soon. */
    interface Work {

        /** Ends it with the grace that jobs have. */
        void stop(String reason);

        /** Ends it without. */
        void kill(String reason);

        /** Whether there is any process of a job. */
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
     * Begins to listen.
     *
     * @param tell gets a message when a signal has come
     * @param exit ends this process at once, if after a second SIGINT the main thread is stuck (in writing to a reader
     *     that does not read); without waiting for anything, as the pool's own hook would wait for that thread
     */
    Shutdown(Signals signals, Consumer<String> tell, IntConsumer exit) {
        this.tell = tell;
        this.exit = exit;
        NUMBERS.keySet().forEach(name -> restore.add(signals.on(name, () -> signalled(name))));
    }

    /** Says what to end early; at once if a signal has come already. */
    synchronized void ends(Work its) {
        work = its;
        if (killed) {
            work.kill(reason());
        } else if (first.isPresent()) {
            work.stop(reason());
        }
    }

    /** How to exit: with this code, if there was no signal. */
    synchronized int exitCode(int unlessSignalled) {
        return first.map(Shutdown::exitCode).orElse(unlessSignalled);
    }

    private static int exitCode(String name) {
        return ExitCode.SIGNAL_BASE + NUMBERS.get(name);
    }

    private String reason() {
        return "expool was ended by SIG" + first.orElseThrow();
    }

    /** On a thread of the JVM's for this one signal. */
    private void signalled(String name) {
        if (isFirst(name)) {
            // After it, as nobody may be reading messages.
            tell.accept("SIG" + name + ": ending all jobs; SIGINT " + (name.equals("INT") ? "once more " : "")
                    + "kills them at once");
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

    /** The main thread usually is faster. */
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
            Thread.currentThread().interrupt(); // The thread ends with this; nobody is known to do it.
        }
    }

    private boolean hasProcesses() {
        Work its;
        synchronized (this) {
            its = work;
        }
        return its.hasProcesses();
    }

    /** Leaves signals to the JVM again. */
    @Override
    public void close() {
        done.countDown();
        restore.forEach(Runnable::run);
    }
}
