package org.expool.linux.containment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.expool.linux.proc.Procfs;

/**
 * Tracks which processes belong to which cell of a pool. Each scan reads only processes started since the last one, so that
 * its cost depends on these, not on all processes of the host. Thread-safe.
 *
 * <p>The kernel assigns pids in ascending order ({@code idr_alloc_cyclic} in kernel/pid.c), but a process becomes visible
 * only some time after it got its pid, as its fork may block. Therefore a scan begins with the pids assigned {@link
 * #VISIBILITY_NANOS} before the last scan. Threads that ask during a scan share the next one.
 */
final class PidTracker {

    /** The longest time from the assignment of a pid to its entry in /proc. */
    private static final long VISIBILITY_NANOS = 1_000_000_000L;

    /** After this time pids may have wrapped around. */
    private static final long WRAP_AROUND_NANOS = 60_000_000_000L;

    /** Scans closer together than this share one starting point. */
    private static final long SCAN_DISTANCE_NANOS = 50_000_000L;

    /** Up to this many pids are probed one by one; for more, listing /proc is cheaper. */
    private static final int MAX_SINGLE_PROBES = 100;

    private static final int INITIAL_LIMIT = 1024;

    private final Membership membership;
    private final Procfs procfs;
    private final LongSupplier clock;
    private final Map<Integer, Set<Long>> cells = new HashMap<>();
    private final Map<Long, Integer> leaders = new ConcurrentHashMap<>();
    private final Deque<Scan> scans = new ArrayDeque<>();
    private long lastScan;
    private int limit = INITIAL_LIMIT;

    /** The last assigned pid at the start of a scan. */
    private record Scan(long nanos, long newest) {}

    /** No process is known yet. */
    PidTracker(Membership membership, Procfs procfs) {
        this(membership, procfs, System::nanoTime);
    }

    /** With another clock, in nanoseconds. */
    PidTracker(Membership membership, Procfs procfs, LongSupplier clock) {
        this.clock = clock;
        this.membership = membership;
        this.procfs = procfs;
        this.lastScan = clock.getAsLong();
        scans.add(new Scan(lastScan, procfs.newestPid()));
    }

    /** A job is about to be started. */
    void entering(int slot) {
        membership.entering(slot);
    }

    /** The first process of a job was spawned; its membership need not be determined. */
    void started(int slot, long pid) {
        membership.started(slot, pid);
        leaders.put(pid, slot);
    }

    /** The first process was reaped, or there was none. */
    void ended(int slot, long pid) {
        leaders.remove(pid);
        membership.ended(slot);
    }

    /** The processes in the slot's cell that were started before this call. */
    List<Long> members(int slot) {
        List<Long> found = new ArrayList<>();
        List<Long> ended = new ArrayList<>();
        for (Long pid : known(slot)) {
            if (isMember(pid, slot)) {
                found.add(pid);
            } else if (membership.isGone(pid)) {
                ended.add(pid);
            }
        }
        forget(slot, ended);
        return found;
    }

    /** Whether a process that was found before is in the slot's cell and has not ended. */
    boolean isMember(long pid, int slot) {
        return membership.isMember(pid, slot);
    }

    /** Scans and forgets processes that are gone; returns whether jobs run or processes are left of one. */
    synchronized boolean scanAndForget() {
        scan();
        forgetAllGone();
        return !leaders.isEmpty() || cells.values().stream().anyMatch(pids -> !pids.isEmpty());
    }

    private void forgetAllGone() {
        cells.values().forEach(pids -> pids.removeIf(membership::isGone));
    }

    private synchronized void forget(int slot, List<Long> pids) {
        Set<Long> there = cells.getOrDefault(slot, Set.of());
        pids.forEach(there::remove);
    }

    private List<Long> known(int slot) {
        long asked = clock.getAsLong();
        synchronized (this) {
            if (lastScan - asked < 0) {
                scan();
            }
            return List.copyOf(cells.getOrDefault(slot, Set.of()));
        }
    }

    private void scan() {
        long now = clock.getAsLong();
        long newest = procfs.newestPid();
        for (long pid : candidates(newest, now)) {
            Integer known = leaders.get(pid);
            int slot = known == null ? membership.slotOf(pid) : known;
            if (slot >= 0) {
                cells.computeIfAbsent(slot, none -> new HashSet<>()).add(pid);
            }
        }
        if (now - scans.getLast().nanos() > SCAN_DISTANCE_NANOS) {
            scans.add(new Scan(now, newest));
        }
        lastScan = now;
        prune();
    }

    private long[] candidates(long newest, long now) {
        Scan base = base();
        if (newest < base.newest() || now - base.nanos() > WRAP_AROUND_NANOS) {
            return procfs.pids().stream().mapToLong(Long::longValue).toArray();
        }
        long first = base.newest() + 1;
        return newest - first < MAX_SINGLE_PROBES
                ? LongStream.rangeClosed(first, newest).filter(procfs::exists).toArray()
                : procfs.pids().stream()
                        .mapToLong(Long::longValue)
                        .filter(pid -> pid >= first)
                        .toArray();
    }

    /** The latest scan at least {@link #VISIBILITY_NANOS} before the last one, else the first. */
    private Scan base() {
        Scan base = scans.removeFirst();
        while (!scans.isEmpty() && lastScan - scans.getFirst().nanos() >= VISIBILITY_NANOS) {
            base = scans.removeFirst();
        }
        scans.addFirst(base);
        return base;
    }

    /** Forgets ended processes when there may be many. */
    private void prune() {
        if (cells.values().stream().mapToInt(Set::size).sum() > limit) {
            forgetAllGone();
            limit = INITIAL_LIMIT
                    + 2 * cells.values().stream().mapToInt(Set::size).sum();
        }
    }
}
