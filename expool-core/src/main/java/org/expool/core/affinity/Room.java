package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.expool.CpuDemand;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the best free place for one demand: from the top down into the child that has enough and fewest workers, of
 * equal ones the tightest. Where no child has enough, the demand takes all of the one that has most, and the rest
 * likewise. Never crosses nodes. Not thread-safe.
 */
final class Room {

    private final Occupancy occupancy;
    private final Map<Core, Integer> found = new LinkedHashMap<>();

    Room(Occupancy occupancy) {
        this.occupancy = occupancy;
    }

    /**
     * What counts as room.
     *
     * @param in how much of it a place has
     * @param wholeCores whether cores are counted, else threads
     * @param shared whether cores of which others have threads are taken as well
     */
    private record Measure(ToIntFunction<Place> in, boolean wholeCores, boolean shared) {}

    /** The threads of each core, as bits; empty if there is no room now. */
    Optional<Map<Core, Integer>> find(Place root, CpuDemand demand) {
        if (demand instanceof CpuDemand.Cores cores) {
            return within(root, cores.count(), new Measure(occupancy::idleCores, true, false));
        }
        if (demand instanceof CpuDemand.Threads threads) {
            // A core that is shared with another job is the worse choice.
            return within(root, threads.count(), new Measure(occupancy::idleThreads, false, false))
                    .or(() -> within(root, threads.count(), new Measure(occupancy::freeThreads, false, true)));
        }
        return whole(root, ((CpuDemand.Whole) demand).level());
    }

    private Optional<Map<Core, Integer>> within(Place root, int count, Measure room) {
        Place node = best(root.children(), count, room.in());
        if (node == null) {
            return Optional.empty();
        }
        take(node, count, room);
        return Optional.of(found);
    }

    private @Nullable Place best(List<Place> places, int count, ToIntFunction<Place> room) {
        Place best = null;
        for (Place place : places) {
            if (room.applyAsInt(place) >= count && (best == null || isBetter(place, best, room))) {
                best = place;
            }
        }
        return best;
    }

    private boolean isBetter(Place place, Place best, ToIntFunction<Place> room) {
        int crowd = Integer.compare(occupancy.workers(place), occupancy.workers(best));
        return crowd != 0 ? crowd < 0 : room.applyAsInt(place) < room.applyAsInt(best);
    }

    private void take(Place place, int count, Measure room) {
        if (place.isLeaf()) {
            takeOf(place, count, room);
            return;
        }
        Place enough = best(place.children(), count, room.in());
        if (enough != null) {
            take(enough, count, room);
            return;
        }
        List<Place> mostFirst = new ArrayList<>(place.children());
        mostFirst.sort(Comparator.comparingInt(child -> -room.in().applyAsInt(child)));
        int missing = count;
        for (Place child : mostFirst) {
            int part = Math.min(missing, room.in().applyAsInt(child));
            if (part > 0) {
                take(child, part, room);
                missing -= part;
            }
        }
    }

    private void takeOf(Place leaf, int count, Measure room) {
        int missing = count - takeOf(leaf, count, room, true);
        if (room.shared()) {
            takeOf(leaf, missing, room, false);
        }
    }

    /** Of the last core only as many threads as are missing. */
    private int takeOf(Place leaf, int count, Measure room, boolean idle) {
        int taken = 0;
        for (Core core : leaf.cores()) {
            int free = occupancy.free(core);
            if (taken < count && free != 0 && occupancy.isIdle(core) == idle) {
                int threads = room.wholeCores() ? free : lowest(free, count - taken);
                found.put(core, threads);
                taken += room.wholeCores() ? 1 : Integer.bitCount(threads);
            }
        }
        return taken;
    }

    private static int lowest(int threads, int count) {
        int left = threads;
        for (int i = 0; i < count; i++) {
            left &= left - 1;
        }
        return threads & ~left;
    }

    private Optional<Map<Core, Integer>> whole(Place root, CpuDemand.Level level) {
        Place place = root;
        while (!occupancy.is(place, level)) {
            Place next = best(place.children(), 1, child -> occupancy.idleObjects(child, level));
            if (next == null) {
                return Optional.empty();
            }
            place = next;
        }
        place.cores().forEach(core -> found.put(core, Occupancy.all(core)));
        return Optional.of(found);
    }
}
