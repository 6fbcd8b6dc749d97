package org.expool.linux.proc;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a pool on this host, and tells whether its process is gone. Immutable and thread-safe.
 *
 * @param pid the pid of the JVM
 * @param startTime the start time of the JVM, as pids are used again
 * @param namespace the PID namespace of the pid
 * @param number distinguishes the pools of one JVM
 */
public record PoolId(long pid, String startTime, String namespace, String number) {

    private static final Pattern FORM = Pattern.compile("expool-(\\d+)-(\\d+)-(\\d+)-([0-9a-f]+|host)");

    /** A new id in this JVM. */
    public static PoolId next(Procfs procfs) {
        return of(
                procfs,
                ProcessHandle.current().pid(),
                Integer.toHexString(ThreadLocalRandom.current().nextInt()));
    }

    /**
     * The id shared by all pools of a process: that of the control group that the process moves into, so that the pools'
     * groups can have controllers.
     */
    public static PoolId ofJvm(Procfs procfs, long pid) {
        return of(procfs, pid, "host");
    }

    private static PoolId of(Procfs procfs, long pid, String number) {
        return new PoolId(pid, procfs.startTime(pid), digits(procfs.namespace(pid)), number);
    }

    /** The id with this name; empty if it is none. */
    public static Optional<PoolId> parse(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches()
                ? Optional.of(
                        new PoolId(Long.parseLong(parts.group(1)), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    public boolean isOfSameProcess(PoolId other) {
        return equals(new PoolId(other.pid, other.startTime, other.namespace, number));
    }

    /** Its name, also for folders. */
    public String name() {
        return "expool-" + pid + "-" + startTime + "-" + namespace + "-" + number;
    }

    /** Whether its process is certainly gone; false from another PID namespace, where it may be invisible. */
    public boolean isDead(Procfs procfs) {
        long self = ProcessHandle.current().pid();
        return digits(procfs.namespace(self)).equals(namespace) && !startTime.equals(procfs.startTime(pid));
    }

    private static String digits(String link) {
        return link.replaceAll("\\D", "");
    }
}
