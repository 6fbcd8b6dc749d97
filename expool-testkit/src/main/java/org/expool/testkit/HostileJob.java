package org.expool.testkit;

import java.nio.file.Path;
import java.util.List;
import org.expool.spi.Guarantee;

/**
 * What a job may do to escape. Each writes a line to the file {@code $READY} when it has done it, and runs on for ten
 * minutes; its first word, {@code $0}, identifies its processes. Those that compute come last, so that the others start
 * fast where all are started. Immutable and thread-safe.
 */
public enum HostileJob {
    /** Starts a child in a separate session. */
    SETSID(Guarantee.BASIC, "setsid sh -c 'echo >>$READY; sleep 600' \"$0\" & wait"),
    /** Has a grandchild without a parent in a separate session. */
    DAEMON(Guarantee.GOOD, "(setsid sh -c 'echo >>$READY; exec sleep 600' \"$0\" &); sleep 600"),
    /** Ignores all signals that it can. */
    IGNORES_TERM(Guarantee.BASIC, "trap '' TERM HUP INT; echo >>$READY; while :; do sleep 600; done"),
    /** Stops itself and a child. */
    STOPS_ITSELF(Guarantee.BASIC, "sh -c 'kill -STOP $$' \"$0\" & echo >>$READY; kill -STOP $$"),
    /** Ends at once and leaves a daemon that keeps its standard output open. */
    LEAVES_A_DAEMON(Guarantee.GOOD, "(setsid sh -c 'sleep 600' \"$0\" &); echo >>$READY"),
    /** Has 200 children, which wait for a pipe that nobody writes to. */
    FORKS_200(
            Guarantee.BASIC,
            "mkfifo $READY.pipe; i=0; while [ $i -lt 200 ]; do i=$((i+1)); (: <$READY.pipe) & done; echo >>$READY; wait"),
    /** Moves to the root control group of each hierarchy, as root can, and has a daemon there. */
    LEAVES_ITS_GROUP(
            Guarantee.GOOD,
            "for f in /sys/fs/cgroup/cgroup.procs /sys/fs/cgroup/*/cgroup.procs; do (echo 0 >$f) 2>/dev/null;"
                    + " echo $$ >$f; done 2>/dev/null; (setsid sh -c 'echo >>$READY; exec sleep 600' \"$0\" &); sleep 600"),
    /** Moves there as well, leaves a daemon there and ends at once, by itself. */
    LEAVES_ITS_GROUP_AND_ENDS(
            Guarantee.GOOD,
            "for f in /sys/fs/cgroup/cgroup.procs /sys/fs/cgroup/*/cgroup.procs; do echo $$ >$f; done 2>/dev/null;"
                    + " (setsid sh -c 'echo >>$READY; exec sleep 600' \"$0\" &);"
                    + " until [ -s $READY ]; do sleep 0.01; done"),
    /** Drops its environment, its session and its parent. Its children, which have no token, run for a second. */
    FORGETS_ALL(
            Guarantee.STRICT,
            "(env -i setsid sh -c 'echo >>$1; i=0; while [ $i -lt 600 ]; do i=$((i+1)); sleep 1; done' \"$0\" $READY &);"
                    + " sleep 600"),
    /** Executes another program again and again. */
    EXEC_CHAIN(Guarantee.BASIC, "[ -s $READY ] || echo >>$READY; exec sh -c \"$1\" \"$0\" \"$1\""),
    /**
     * Allocates until it is killed for that, again and again: in {@code $MEMORY_GROUP} by the kernel; without one its
     * allocations fail.
     */
    ALLOCATES(
            Guarantee.BASIC,
            "exec 2>/dev/null; [ -n \"$MEMORY_GROUP\" ] && echo 0 >$MEMORY_GROUP/cgroup.procs || ulimit -v 100000;"
                    + " while :; do tail /dev/zero; echo >>$READY; sleep 0.5; done"),
    /**
     * Is another process every millisecond: each has a child without a parent and ends. It cannot be caught from
     * outside; so that a test can end it, it ends when the folder of {@code $READY} is removed.
     */
    RELAY(
            Guarantee.STRICT,
            "[ -d \"${READY%/*}\" ] || exit; [ -s $READY ] || echo >>$READY; (setsid sh -c \"$1\" \"$0\" \"$1\" &)");

    private final Guarantee containedFrom;
    private final String script;

    HostileJob(Guarantee containedFrom, String script) {
        this.containedFrom = containedFrom;
        this.script = script;
    }

    /** Whether a cell of this guarantee must contain it. */
    public boolean isContainedBy(Guarantee guarantee) {
        return guarantee.compareTo(containedFrom) >= 0;
    }

    /** Those that a cell of this guarantee must contain. */
    public static List<HostileJob> containedBy(Guarantee guarantee) {
        return List.of(values()).stream()
                .filter(job -> job.isContainedBy(guarantee))
                .toList();
    }

    /**
     * Its command; needs the variable {@code READY} with the path of {@link #ready}, and may have {@code MEMORY_GROUP}
     * with the folder of a {@link MemoryGroup}.
     *
     * @param token for {@link Survivors}
     */
    public List<String> command(String token) {
        return List.of("sh", "-c", script, token, script);
    }

    /** The file that it writes to when it is ready. */
    public Path ready(Path folder) {
        return folder.resolve(name());
    }
}
