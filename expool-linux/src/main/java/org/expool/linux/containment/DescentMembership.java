package org.expool.linux.containment;

import java.util.HashMap;
import java.util.Map;
import org.expool.linux.proc.ProcessStat;
import org.expool.linux.proc.Procfs;

/**
 * Membership by the mark or, where a process has dropped it, by origin: it belongs to a job whose parent does, or in whose
 * session it is. For this JVM that adopts orphans ({@link Subreaper}), which also collects those that have ended: each by its
 * own number, and only if it is known to be a job's and was not made by a launcher. The children of the host application are
 * never among them. Thread-safe.
 *
 * <p>A process is known by its number and the time when it began, for as long as it is there. What was never seen while its
 * parent was known, has dropped the mark and made its own session, cannot be told from what the host application started. A
 * zombie has no environment; the session it still has.
 */
final class DescentMembership implements Membership {

    /** In {@link #leaders}: not yet made, or not yet told of. */
    private static final long UNBORN = 0;

    private final long self = ProcessHandle.current().pid();
    private final Map<Long, Relative> relatives = new HashMap<>();
    private final Map<Long, Relative> sessions = new HashMap<>();
    private final Map<Integer, Long> leaders = new HashMap<>();
    private final Marker marker;
    private final Procfs procfs;

    private record Relative(int slot, long start) {}

    /** Of the pool with this mark; nobody is known yet. */
    DescentMembership(Marker marker, Procfs procfs) {
        this.marker = marker;
        this.procfs = procfs;
    }

    @Override
    public synchronized void entering(int slot) {
        sessions.values().removeIf(session -> session.slot() == slot);
        leaders.put(slot, UNBORN);
    }

    @Override
    public synchronized void started(int slot, long pid) {
        leaders.put(slot, pid);
        learn(pid, slot, procfs.stat(pid));
    }

    @Override
    public synchronized void ended(int slot) {
        relatives.remove(leaders.remove(slot));
    }

    @Override
    public synchronized int slotOf(long pid) {
        ProcessStat now = procfs.stat(pid);
        if (!now.isThere()) {
            return -1;
        }
        Relative known = relatives.get(pid);
        if (known != null && known.start() == now.start()) {
            return known.slot();
        }
        int slot = marker.slotOf(pid);
        if (slot < 0) {
            slot = slotOf(now.parent(), relatives);
        }
        if (slot < 0) {
            slot = slotOf(now.session(), sessions);
        }
        if (slot >= 0) {
            learn(pid, slot, now);
        }
        return slot;
    }

    /** Of one that was there a moment ago, or gave its session the number, which nobody gets while the session lasts. */
    private int slotOf(long pid, Map<Long, Relative> known) {
        Relative relative = known.get(pid);
        if (relative == null) {
            return -1;
        }
        ProcessStat now = procfs.stat(pid);
        return !now.isThere() || now.start() == relative.start() ? relative.slot() : -1;
    }

    private void learn(long pid, int slot, ProcessStat now) {
        Relative relative = new Relative(slot, now.start());
        relatives.put(pid, relative);
        if (now.session() == pid) {
            sessions.put(pid, relative);
        }
    }

    @Override
    public synchronized boolean isMember(long pid, int slot) {
        ProcessStat now = procfs.stat(pid);
        return now.isAlive() && new Relative(slot, now.start()).equals(relatives.get(pid));
    }

    @Override
    public synchronized boolean isOver(long pid) {
        Relative relative = relatives.get(pid);
        ProcessStat now = procfs.stat(pid);
        if (relative == null
                || now.start() != relative.start()
                || isAdopted(pid, relative.slot(), now) && !now.isAlive() && Kernel.collect(pid)) {
            relatives.remove(pid);
            return true;
        }
        return false;
    }

    /** What the launcher makes is a child of this JVM as well, but the launcher's to collect. */
    private boolean isAdopted(long pid, int slot, ProcessStat now) {
        Long leader = leaders.get(slot);
        return now.parent() == self && (leader == null || leader != UNBORN && leader != pid);
    }
}
