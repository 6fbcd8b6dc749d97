package org.expool.linux.containment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.spi.StartRefusedException;

/**
 * A PID namespace and its init process, which only waits: when it ends, the kernel kills all others. Thread-safe.
 *
 * <p>It reads from a pipe of this JVM, so that it ends with this JVM, however that ends. It ignores SIGCHLD, so that the
 * kernel reaps the orphans of jobs. The job itself is not init: an init process ignores signals without a handler, SIGTERM
 * among them.
 */
final class NamespaceInit {

    private static final List<String> COMMAND =
            List.of("/bin/sh", "-c", "echo; exec env --ignore-signal=CHLD cat >/dev/null");

    private final Process unshare;
    private final Procfs procfs;
    private final long pid;
    private final String startTime;
    private final String namespace;
    private final int descriptor;
    private volatile boolean killed;

    /**
     * Creates the namespace.
     *
     * @throws StartRefusedException if that fails
     */
    NamespaceInit(NamespaceEntry entry, Procfs procfs) {
        this.procfs = procfs;
        try {
            unshare = new ProcessBuilder(entry.make(COMMAND))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            new BufferedReader(new InputStreamReader(unshare.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        } catch (IOException e) {
            throw new StartRefusedException("no PID namespace can be created: " + e, e);
        }
        List<Long> children = procfs.children(unshare.pid());
        pid = children.isEmpty() ? 0 : children.get(0);
        startTime = procfs.startTime(pid);
        namespace = procfs.namespace(pid);
        descriptor = pid == 0 ? -1 : LibC.open("/proc/" + pid + "/ns/pid", LibC.O_RDONLY);
        if (descriptor < 0) {
            unshare.destroyForcibly();
            throw new StartRefusedException(
                    "no PID namespace can be created any more; it worked when the pool was opened", null);
        }
    }

    /** Its pid in the namespace of this process. */
    long pid() {
        return pid;
    }

    /** A descriptor of the namespace. */
    int descriptor() {
        return descriptor;
    }

    /** Whether jobs can enter: it exists and was not killed. */
    boolean isUsable() {
        return !killed && exists();
    }

    /**
     * Whether there are orphans of jobs; once it was killed, whether there are processes at all: init ends only after all
     * others have ended and were reaped (zap_pid_ns_processes in kernel/pid_namespace.c).
     */
    boolean hasOrphans(long leader) {
        return killed
                ? exists() && members(leader).stream().anyMatch(procfs::isAlive)
                : !procfs.children(pid).isEmpty();
    }

    /**
     * The processes in the namespace without init, and the program that runs one in it: the descendants of the job's first
     * process and those of init, which adopts orphans. Other processes of the host are not read.
     *
     * @param leader the job's first process, or the program that runs it in the namespace; 0 if there is none
     */
    List<Long> members(long leader) {
        List<Long> found = new ArrayList<>();
        if (leader > 0) {
            found.add(leader);
            found.addAll(procfs.descendants(leader));
        }
        found.addAll(procfs.descendants(pid)); // last, so that processes orphaned meanwhile are found
        return found;
    }

    boolean isMember(long process) {
        return procfs.namespace(process).equals(namespace);
    }

    private boolean exists() {
        return procfs.isAlive(pid) && procfs.startTime(pid).equals(startTime);
    }

    /** Kills all processes in the namespace, including init, without waiting. */
    void kill() {
        killed = true;
        Kernel.signal(pid, each -> procfs.startTime(each).equals(startTime), LibC.SIGKILL);
    }

    /** Closes the descriptor. */
    void close() {
        LibC.close(descriptor);
    }
}
