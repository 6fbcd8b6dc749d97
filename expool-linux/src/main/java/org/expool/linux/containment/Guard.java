package org.expool.linux.containment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.expool.ExpoolException;
import org.expool.linux.kernel.LibC;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process in a separate session (guard.sh) with a pipe from this JVM; when that closes, it kills what is left of the
 * pool and removes its folders. If another process kills the guard, that is logged and the guard is replaced; if it is
 * stopped, it is continued when it has work. Thread-safe.
 */
final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String SCRIPT_VARIABLE = "EXPOOL_GUARD";

    /** Keeps the script out of the command line that ps shows. */
    private static final String EVAL = "eval \"$" + SCRIPT_VARIABLE + "\"";

    /**
     * Where util-linux supports it (2.33), the kernel sends SIGCONT to the guard when this JVM ends, as the guard may be
     * stopped. It also does so when the thread that started the guard ends, which does no harm.
     */
    private static final String RUN_SCRIPT = "setpriv --pdeathsig CONT true"
            + " && exec setpriv --pdeathsig CONT /bin/sh -c '" + EVAL + "' \"$0\" \"$@\"; " + EVAL;

    private static final long RESTART_DELAY_MILLIS = 50;
    private static final long EXIT_TIMEOUT_SECONDS = 5;

    private final String pool;
    private final List<String> command;
    private final Set<Path> paths = new LinkedHashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Process process;

    /**
     * Starts it.
     *
     * @param pool the pool's name, for messages
     * @param mark of the pool's processes
     * @param groups the pool's control groups
     * @throws ExpoolException if it cannot be started
     */
    Guard(String pool, String mark, List<Path> groups) {
        this(pool, mark, groups, null);
    }

    /** The same, where the JVM may have moved into a {@link JvmCgroup}. */
    Guard(String pool, String mark, List<Path> groups, @Nullable Path jvmCgroup) {
        this.pool = pool;
        List<String> words = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", RUN_SCRIPT, "expool-guard", mark));
        words.add(String.valueOf(ProcessHandle.current().pid()));
        words.add(jvmCgroup == null ? "" : jvmCgroup.toString());
        groups.forEach(group -> words.add(group.toString()));
        command = List.copyOf(words);
        try {
            start();
        } catch (IOException e) {
            throw new GuardException("the guard of pool '" + pool + "' cannot be started: " + e.getMessage(), e);
        }
    }

    private static final class GuardException extends ExpoolException {
        private static final long serialVersionUID = 1L;

        GuardException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Requests that the path is removed if this JVM ends without closing the guard. */
    synchronized void removeAtEnd(Path path) {
        if (path.toString().indexOf('\n') < 0 && paths.add(path.toAbsolutePath())) {
            send("+" + path.toAbsolutePath());
        }
    }

    /** Its pid, for tests. */
    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /** Ends the guard without a cleanup. */
    @Override
    public void close() {
        Process last = dismiss(true);
        try {
            if (last != null && !last.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the guard's cleanup now, without waiting for it. */
    void startCleanup() {
        dismiss(false);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private synchronized @Nullable Process dismiss(boolean done) {
        if (isClosing()) {
            return null;
        }
        closing.countDown();
        if (done) {
            send("done");
        }
        Process last = process;
        if (last != null) {
            resume(last);
            try {
                last.getOutputStream().close();
            } catch (IOException alreadyGone) {
                // it has ended
            }
        }
        return last;
    }

    private synchronized void start() throws IOException {
        if (isClosing()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(SCRIPT_VARIABLE, script());
        Process started = builder.start();
        process = started;
        paths.forEach(path -> send("+" + path));
        Thread watcher = new Thread(() -> watch(started), "expool-" + pool + "-guard");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** On a separate thread: the common pool, which runs {@link Process#onExit}, may be blocked by the program. */
    private void watch(Process guard) {
        try {
            guard.waitFor();
            replace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void replace() throws InterruptedException {
        if (isClosing()) {
            return;
        }
        LOG.warn("the guard of pool '{}' was killed by another process and is replaced", pool);
        // Delayed, as a job that kills each guard would otherwise cause a busy loop.
        if (!closing.await(RESTART_DELAY_MILLIS, TimeUnit.MILLISECONDS)) {
            try {
                start();
            } catch (IOException e) {
                LOG.error("pool '{}' has no guard: its replacement cannot be started", pool, e);
            }
        }
    }

    private void send(String line) {
        Process current = process;
        if (current == null) {
            return;
        }
        resume(current);
        try {
            OutputStream out = current.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException ended) {
            LOG.debug("the guard has ended and will be replaced", ended);
        }
    }

    /** A stopped guard does not read, and a full pipe would block. */
    private static void resume(Process guard) {
        Kernel.signal(guard.pid(), pid -> guard.isAlive(), LibC.SIGCONT);
    }

    private static String script() {
        try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IllegalStateException("guard.sh is missing from the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
