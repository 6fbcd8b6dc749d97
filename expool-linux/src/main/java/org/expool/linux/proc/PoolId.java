package org.expool.linux.proc;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a pool on this machine for as long as it runs, and tells whether the process it lived in is gone. Immutable and
 * thread-safe.
 *
 * @param pid the JVM's
 * @param startTime of it, for pids are used again
 * @param namespace in which the pid counts
 * @param number tells the pools of one JVM apart
 */
public record PoolId(long pid, String startTime, String namespace, String number) {

    private static final Pattern FORM = Pattern.compile("expool-(\\d+)-(\\d+)-(\\d+)-([0-9a-f]+|host)");

    /** A new one in this JVM. */
    public static PoolId next(Procfs procfs) {
        return of(
                procfs,
                ProcessHandle.current().pid(),
                Integer.toHexString(ThreadLocalRandom.current().nextInt()));
    }

    /** Names what all pools of a process share: the control group that it moves into, so that the pools' can have controllers. */
    public static PoolId ofHost(Procfs procfs, long pid) {
        return of(procfs, pid, "host");
    }

    private static PoolId of(Procfs procfs, long pid, String number) {
        return new PoolId(pid, procfs.startTime(pid), digits(procfs.namespace(pid)), number);
    }

    /** The pool of this name; empty if it is none. */
    public static Optional<PoolId> parse(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches()
                ? Optional.of(
                        new PoolId(Long.parseLong(parts.group(1)), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    /** Whether it lives in the process of another. */
    public boolean isOfSameProcess(PoolId other) {
        return equals(new PoolId(other.pid, other.startTime, other.namespace, number));
    }

    /** As a word, and as the name of a folder. */
    public String name() {
        return "expool-" + pid + "-" + startTime + "-" + namespace + "-" + number;
    }

    /** Whether its process is gone for certain: seen from another PID namespace it may live unseen. */
    public boolean isDead(Procfs procfs) {
        long self = ProcessHandle.current().pid();
        return digits(procfs.namespace(self)).equals(namespace) && !startTime.equals(procfs.startTime(pid));
    }

    private static String digits(String link) {
        return link.replaceAll("\\D", "");
    }
}
