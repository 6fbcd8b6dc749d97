package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Orders slots so that every prefix of the list is spread over the host. Stateless. */
final class RoundRobinOrder {

    private static final Comparator<List<Core>> ASCENDING =
            Comparator.comparingInt(slot -> slot.get(0).threads().first());

    private RoundRobinOrder() {}

    /** Round robin over the children of each object, down to the leaves; a slot belongs to the object of its first core. */
    static List<List<Core>> interleave(TopologyNode object, List<List<Core>> slots) {
        if (object.isLeaf() || slots.size() < 2) {
            return slots.stream().sorted(ASCENDING).toList();
        }
        return roundRobin(buckets(object, slots).stream()
                .map(bucket -> interleave(bucket.object(), bucket.slots()))
                .toList());
    }

    /** Round robin over the children of the root only, ascending within each. */
    static List<List<Core>> interleaveTop(TopologyNode object, List<List<Core>> slots) {
        if (object.isLeaf()) {
            return slots.stream().sorted(ASCENDING).toList();
        }
        return roundRobin(buckets(object, slots).stream()
                .map(bucket -> bucket.slots().stream().sorted(ASCENDING).toList())
                .toList());
    }

    private record Bucket(TopologyNode object, List<List<Core>> slots) {}

    private static List<Bucket> buckets(TopologyNode object, List<List<Core>> slots) {
        int last = object.cores().stream().mapToInt(Core::index).max().orElse(0);
        int[] childOf = new int[last + 1];
        for (int i = 0; i < object.children().size(); i++) {
            int child = i;
            object.children().get(i).cores().forEach(core -> childOf[core.index()] = child);
        }
        List<Bucket> buckets = new ArrayList<>();
        object.children().forEach(child -> buckets.add(new Bucket(child, new ArrayList<>())));
        slots.forEach(slot -> buckets.get(childOf[slot.get(0).index()]).slots().add(slot));
        return buckets;
    }

    /** The first of each list, then the second of each, and so on. */
    static <T> List<T> roundRobin(List<List<T>> lists) {
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        List<T> all = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            int index = i;
            all.addAll(lists.stream()
                    .filter(list -> list.size() > index)
                    .map(list -> list.get(index))
                    .collect(Collectors.toList()));
        }
        return all;
    }
}
