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
 * Who belongs to a pool, in which cell: kept from look to look, so that only processes born since the last one are
 * looked at. The cost goes with them, not with the machine's processes. Thread-safe.
 *
 * <p>The kernel gives out numbers in ascending order ({@code idr_alloc_cyclic} in kernel/pid.c), but a process can be
 * seen only some time after it got its number, as its birth may have to wait. Therefore a look begins with the numbers
 * that were given out {@link #BIRTH} before the last look. Those who ask while somebody looks share the next look.
 */
final class PidTracker {

    /** What a birth takes at most, from the number to the entry in /proc. */
    private static final long BIRTH = 1_000_000_000L;

    /** After so long numbers may have come round. */
    private static final long ROUND = 60_000_000_000L;

    /** Looks closer together than this count as one for where to begin. */
    private static final long STEP = 50_000_000L;

    /** So many numbers are tried one by one; for more, listing /proc is cheaper. */
    private static final int FEW = 100;

    private static final int FIRST_LIMIT = 1024;

    private final Membership membership;
    private final Procfs procfs;
    private final LongSupplier clock;
    private final Map<Integer, Set<Long>> cells = new HashMap<>();
    private final Map<Long, Integer> leaders = new ConcurrentHashMap<>();
    private final Deque<Look> looks = new ArrayDeque<>();
    private long last;
    private int limit = FIRST_LIMIT;

    /** Which number had been given out last when a look began. */
    private record Look(long began, long newest) {}

    /** Nobody is known yet. */
    PidTracker(Membership membership, Procfs procfs) {
        this(membership, procfs, System::nanoTime);
    }

    /** With another clock of nanoseconds. */
    PidTracker(Membership membership, Procfs procfs, LongSupplier clock) {
        this.clock = clock;
        this.membership = membership;
        this.procfs = procfs;
        this.last = clock.getAsLong();
        looks.add(new Look(last, procfs.newestPid()));
    }

    /** A job is about to be started. */
    void entering(int slot) {
        membership.entering(slot);
    }

    /** The first process of a job; it need not be looked for. */
    void started(int slot, long pid) {
        membership.started(slot, pid);
        leaders.put(pid, slot);
    }

    /** It was collected, or there was none. */
    void ended(int slot, long pid) {
        leaders.remove(pid);
        membership.ended(slot);
    }

    /** Those in the slot's cell; all that were born before this call. */
    List<Long> members(int slot) {
        List<Long> found = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        for (Long pid : known(slot)) {
            if (isMember(pid, slot)) {
                found.add(pid);
            } else if (membership.isOver(pid)) {
                gone.add(pid);
            }
        }
        forget(slot, gone);
        return found;
    }

    /** Whether the process, which was seen before, is in the slot's cell and has not ended. */
    boolean isMember(long pid, int slot) {
        return membership.isMember(pid, slot);
    }

    /** Looks, and forgets whom nothing is left of; returns whether jobs run or something is left of one. */
    synchronized boolean tidy() {
        look();
        forgetAllOver();
        return !leaders.isEmpty() || cells.values().stream().anyMatch(pids -> !pids.isEmpty());
    }

    private void forgetAllOver() {
        cells.values().forEach(pids -> pids.removeIf(membership::isOver));
    }

    private synchronized void forget(int slot, List<Long> pids) {
        Set<Long> there = cells.getOrDefault(slot, Set.of());
        pids.forEach(there::remove);
    }

    private List<Long> known(int slot) {
        long asked = clock.getAsLong();
        synchronized (this) {
            if (last - asked < 0) {
                look();
            }
            return List.copyOf(cells.getOrDefault(slot, Set.of()));
        }
    }

    private void look() {
        long now = clock.getAsLong();
        long newest = procfs.newestPid();
        for (long pid : bornSince(newest, now)) {
            Integer known = leaders.get(pid);
            int slot = known == null ? membership.slotOf(pid) : known;
            if (slot >= 0) {
                cells.computeIfAbsent(slot, none -> new HashSet<>()).add(pid);
            }
        }
        if (now - looks.getLast().began() > STEP) {
            looks.add(new Look(now, newest));
        }
        last = now;
        prune();
    }

    private long[] bornSince(long newest, long now) {
        Look base = base();
        if (newest < base.newest() || now - base.began() > ROUND) {
            return procfs.pids().stream().mapToLong(Long::longValue).toArray();
        }
        long first = base.newest() + 1;
        return newest - first < FEW
                ? LongStream.rangeClosed(first, newest).filter(procfs::exists).toArray()
                : procfs.pids().stream()
                        .mapToLong(Long::longValue)
                        .filter(pid -> pid >= first)
                        .toArray();
    }

    /** The latest look that the last one came {@link #BIRTH} after, else the first. */
    private Look base() {
        Look base = looks.removeFirst();
        while (!looks.isEmpty() && last - looks.getFirst().began() >= BIRTH) {
            base = looks.removeFirst();
        }
        looks.addFirst(base);
        return base;
    }

    /** Forgets the dead when there may be many. */
    private void prune() {
        if (cells.values().stream().mapToInt(Set::size).sum() > limit) {
            forgetAllOver();
            limit = FIRST_LIMIT
                    + 2 * cells.values().stream().mapToInt(Set::size).sum();
        }
    }
}
