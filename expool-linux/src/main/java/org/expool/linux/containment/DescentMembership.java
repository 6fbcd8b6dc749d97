package org.expool.linux.containment;

import java.util.HashMap;
import java.util.Map;
import org.expool.linux.proc.ProcessStat;
import org.expool.linux.proc.Procfs;

/**
 * Membership by the mark or, where a process has dropped it, by descent: a process belongs to the job of its parent or of
 * its session. For a JVM that adopts orphans ({@link Subreaper}); it also reaps ended orphans, each by its pid, and only if
 * it is known to belong to a job and was not spawned by a launcher. Children of the embedding application are never reaped.
 * Thread-safe.
 *
 * <p>A process is identified by pid and start time, until it is gone. One that was never seen while its parent was known,
 * has dropped the mark and created a session, cannot be distinguished from a process of the embedding application. A zombie
 * has no environment, but still a session.
 */
final class DescentMembership implements Membership {

    /** In {@link #leaders}: not yet spawned, or not yet reported. */
    private static final long NOT_SPAWNED = 0;

    private final long self = ProcessHandle.current().pid();
    private final Map<Long, Identity> known = new HashMap<>();
    private final Map<Long, Identity> sessions = new HashMap<>();
    private final Map<Integer, Long> leaders = new HashMap<>();
    private final Marker marker;
    private final Procfs procfs;

    private record Identity(int slot, long start) {}

    /** For the pool with this mark; no process is known yet. */
    DescentMembership(Marker marker, Procfs procfs) {
        this.marker = marker;
        this.procfs = procfs;
    }

    @Override
    public synchronized void entering(int slot) {
        sessions.values().removeIf(session -> session.slot() == slot);
        leaders.put(slot, NOT_SPAWNED);
    }

    @Override
    public synchronized void started(int slot, long pid) {
        leaders.put(slot, pid);
        record(pid, slot, procfs.stat(pid));
    }

    @Override
    public synchronized void ended(int slot) {
        known.remove(leaders.remove(slot));
    }

    @Override
    public synchronized int slotOf(long pid) {
        ProcessStat now = procfs.stat(pid);
        if (!now.exists()) {
            return -1;
        }
        Identity identities = known.get(pid);
        if (identities != null && identities.start() == now.start()) {
            return identities.slot();
        }
        int slot = marker.slotOf(pid);
        if (slot < 0) {
            slot = slotOf(now.parent(), known);
        }
        if (slot < 0) {
            slot = slotOf(now.session(), sessions);
        }
        if (slot >= 0) {
            record(pid, slot, now);
        }
        return slot;
    }

    /**
     * The slot of a known process, also if it has just ended, or of a session leader, whose pid is not used again while the
     * session exists.
     */
    private int slotOf(long pid, Map<Long, Identity> identities) {
        Identity identity = identities.get(pid);
        if (identity == null) {
            return -1;
        }
        ProcessStat now = procfs.stat(pid);
        return !now.exists() || now.start() == identity.start() ? identity.slot() : -1;
    }

    private void record(long pid, int slot, ProcessStat now) {
        Identity identity = new Identity(slot, now.start());
        known.put(pid, identity);
        if (now.session() == pid) {
            sessions.put(pid, identity);
        }
    }

    @Override
    public synchronized boolean isMember(long pid, int slot) {
        ProcessStat now = procfs.stat(pid);
        return now.isAlive() && new Identity(slot, now.start()).equals(known.get(pid));
    }

    @Override
    public synchronized boolean isGone(long pid) {
        Identity identity = known.get(pid);
        ProcessStat now = procfs.stat(pid);
        if (identity == null
                || now.start() != identity.start()
                || isAdopted(pid, identity.slot(), now) && !now.isAlive() && Kernel.collect(pid)) {
            known.remove(pid);
            return true;
        }
        return false;
    }

    /** False for processes of the launcher: they are children of this JVM as well, but the launcher reaps them. */
    private boolean isAdopted(long pid, int slot, ProcessStat now) {
        Long leader = leaders.get(slot);
        return now.parent() == self && (leader == null || leader != NOT_SPAWNED && leader != pid);
    }
}
