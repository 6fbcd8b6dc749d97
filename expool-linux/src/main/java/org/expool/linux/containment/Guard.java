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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.expool.ExpoolException;
import org.expool.linux.kernel.LibC;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process of its own session (guard.sh) that holds a pipe to this JVM and, when that closes, ends what is left
 * of the pool and removes its folders. When somebody ends it, that is logged and another takes its place; when somebody stops
 * it, it is continued when it has something to do. Thread-safe.
 */
final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String SCRIPT_VARIABLE = "EXPOOL_GUARD";

    /** So that a list of processes does not show the whole script. */
    private static final String EVAL = "eval \"$" + SCRIPT_VARIABLE + "\"";

    /**
     * Where util-linux can (2.33), the kernel continues the guard when this JVM ends, for somebody may have stopped it. That it
     * does so whenever a thread ends that has started a guard does no harm.
     */
    private static final String RUN_SCRIPT = "setpriv --pdeathsig CONT true"
            + " && exec setpriv --pdeathsig CONT /bin/sh -c '" + EVAL + "' \"$0\" \"$@\"; " + EVAL;

    private static final long PAUSE_MILLIS = 50;
    private static final long LEAVE_SECONDS = 5;

    private final String pool;
    private final List<String> command;
    private final Set<Path> paths = new LinkedHashSet<>();
    private @Nullable Process process;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param pool the pool's name, for messages
     * @param mark of the pool's processes
     * @param groups the pool's folders of control groups
     * @throws ExpoolException if it cannot be started
     */
    Guard(String pool, String mark, List<Path> groups) {
        this(pool, mark, groups, null);
    }

    /** The same, where the JVM may have moved into a {@link HostGroup}. */
    Guard(String pool, String mark, List<Path> groups, @Nullable Path host) {
        this.pool = pool;
        List<String> words = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", RUN_SCRIPT, "expool-guard", mark));
        words.add(String.valueOf(ProcessHandle.current().pid()));
        words.add(host == null ? "" : host.toString());
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

    /** Has the path removed if this JVM ends without closing the guard. */
    synchronized void removeAtEnd(Path path) {
        if (path.toString().indexOf('\n') < 0 && paths.add(path.toAbsolutePath())) {
            tell("+" + path.toAbsolutePath());
        }
    }

    /** Its pid, for tests. */
    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /** Sends it away: nothing is left to do. */
    @Override
    public void close() {
        Process last = dismiss(true);
        try {
            if (last != null && !last.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it do its work now, without waiting for it. */
    void leaveTheRest() {
        dismiss(false);
    }

    private synchronized @Nullable Process dismiss(boolean done) {
        if (closed) {
            return null;
        }
        closed = true;
        if (done) {
            tell("done");
        }
        Process last = process;
        if (last != null) {
            goOn(last);
            try {
                last.getOutputStream().close();
            } catch (IOException alreadyGone) {
                // then it reads no more
            }
        }
        return last;
    }

    private synchronized void start() throws IOException {
        if (closed) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(SCRIPT_VARIABLE, script());
        Process started = builder.start();
        process = started;
        paths.forEach(path -> tell("+" + path));
        started.onExit().thenRun(this::replace);
    }

    private synchronized void replace() {
        if (closed) {
            return;
        }
        LOG.warn("the guard of pool '{}' was ended by someone else; another takes its place", pool);
        // Not at once, for a job that ends each guard it sees would keep us busy.
        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                start();
            } catch (IOException e) {
                LOG.error("pool '{}' has no guard any more: it cannot be started", pool, e);
            }
        });
    }

    private void tell(String line) {
        Process current = process;
        if (current == null) {
            return;
        }
        goOn(current);
        try {
            OutputStream out = current.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException ended) {
            LOG.debug("the guard does not listen and will be replaced", ended);
        }
    }

    /** If it is stopped, it would not read, and a full pipe would hold us up. */
    private static void goOn(Process guard) {
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
