package org.expool.linux.containment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.spi.LaunchStepException;

/**
 * A PID namespace and its first process, which does nothing but be there: with its end the kernel ends all the others.
 * Thread-safe.
 *
 * <p>It reads from a pipe of this JVM, so that it ends with this JVM, whatever ends that. It ignores SIGCHLD, so that
 * the kernel collects the orphans of jobs. The job itself is not first: a first process ignores the signals that it has
 * no handler for, SIGTERM among them.
 */
final class NamespaceInit {

    private static final List<String> COMMAND =
            List.of("/bin/sh", "-c", "echo; exec env --ignore-signal=CHLD cat >/dev/null");

    private final Process outside;
    private final Procfs procfs;
    private final long pid;
    private final String startTime;
    private final String inside;
    private final int descriptor;
    private volatile boolean ended;

    /**
     * Makes the namespace.
     *
     * @throws LaunchStepException if that fails
     */
    NamespaceInit(NamespaceEntry entry, Procfs procfs) {
        this.procfs = procfs;
        try {
            outside = new ProcessBuilder(entry.make(COMMAND))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            new BufferedReader(new InputStreamReader(outside.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        } catch (IOException e) {
            throw new LaunchStepException("no PID namespace can be made: " + e, e);
        }
        List<Long> children = procfs.children(outside.pid());
        pid = children.isEmpty() ? 0 : children.get(0);
        startTime = procfs.startTime(pid);
        inside = procfs.namespace(pid);
        descriptor = pid == 0 ? -1 : LibC.open("/proc/" + pid + "/ns/pid", LibC.O_RDONLY);
        if (descriptor < 0) {
            outside.destroyForcibly();
            throw new LaunchStepException("no PID namespace can be made, though one could when the pool was", null);
        }
    }

    /** As seen from here. */
    long pid() {
        return pid;
    }

    /** Of the namespace. */
    int descriptor() {
        return descriptor;
    }

    /** Whether it takes in jobs: it is there and was not told to end. */
    boolean isUsable() {
        return !ended && isThere();
    }

    /**
     * Whether there are processes of jobs that have lost their parents; or, once it was told to end, any at all: the
     * kernel lets it go only after all others have ended and were collected (zap_pid_ns_processes in
     * kernel/pid_namespace.c).
     */
    boolean hasOrphans(long leader) {
        return ended
                ? isThere() && members(leader).stream().anyMatch(procfs::isAlive)
                : !procfs.children(pid).isEmpty();
    }

    /**
     * The processes in the namespace, but itself, and the program that runs one in it: those below a job's first process, and those below an orphan, which
     * this one adopted. So nothing else on the machine is looked at.
     *
     * @param leader the job's first process, or what runs it in the namespace; 0 if there is none
     */
    List<Long> members(long leader) {
        List<Long> found = new ArrayList<>();
        if (leader > 0) {
            found.add(leader);
            found.addAll(procfs.descendants(leader));
        }
        found.addAll(procfs.descendants(pid)); // now, so that orphans of this moment are met
        return found;
    }

    boolean isMember(long process) {
        return procfs.namespace(process).equals(inside);
    }

    private boolean isThere() {
        return procfs.isAlive(pid) && procfs.startTime(pid).equals(startTime);
    }

    /** Ends all that is in the namespace, itself included, without waiting. */
    void end() {
        ended = true;
        Kernel.signal(pid, each -> procfs.startTime(each).equals(startTime), LibC.SIGKILL);
    }

    /** Closes what refers to it. */
    void close() {
        LibC.close(descriptor);
    }
}
