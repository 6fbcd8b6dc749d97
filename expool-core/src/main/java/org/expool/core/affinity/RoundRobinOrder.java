package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Puts slots in order, so that every beginning of the list is spread over the machine. Stateless. */
final class RoundRobinOrder {

    private static final Comparator<List<Core>> ASCENDING =
            Comparator.comparingInt(slot -> slot.get(0).threads().first());

    private RoundRobinOrder() {}

    /** In turn over the children of each place, down to the leaves; a slot belongs where its first core is. */
    static List<List<Core>> deal(TopologyNode place, List<List<Core>> slots) {
        if (place.isLeaf() || slots.size() < 2) {
            return slots.stream().sorted(ASCENDING).toList();
        }
        return inTurn(buckets(place, slots).stream()
                .map(bucket -> deal(bucket.place(), bucket.slots()))
                .toList());
    }

    /** In turn over the children of the top only, ascending within each. */
    static List<List<Core>> dealTop(TopologyNode place, List<List<Core>> slots) {
        if (place.isLeaf()) {
            return slots.stream().sorted(ASCENDING).toList();
        }
        return inTurn(buckets(place, slots).stream()
                .map(bucket -> bucket.slots().stream().sorted(ASCENDING).toList())
                .toList());
    }

    private record Bucket(TopologyNode place, List<List<Core>> slots) {}

    private static List<Bucket> buckets(TopologyNode place, List<List<Core>> slots) {
        int last = place.cores().stream().mapToInt(Core::index).max().orElse(0);
        int[] childOf = new int[last + 1];
        for (int i = 0; i < place.children().size(); i++) {
            int child = i;
            place.children().get(i).cores().forEach(core -> childOf[core.index()] = child);
        }
        List<Bucket> buckets = new ArrayList<>();
        place.children().forEach(child -> buckets.add(new Bucket(child, new ArrayList<>())));
        slots.forEach(slot -> buckets.get(childOf[slot.get(0).index()]).slots().add(slot));
        return buckets;
    }

    /** The first of each list, then the second of each, and so on. */
    static <T> List<T> inTurn(List<List<T>> lists) {
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            int turn = i;
            all.addAll(lists.stream()
                    .filter(list -> list.size() > turn)
                    .map(list -> list.get(turn))
                    .collect(Collectors.toList()));
        }
        return all;
    }
}
