package org.expool.core.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds cycles in a directed graph by depth-first search: without recursion, as a chain may be as long as the batch, and
 * each item is visited once, however many calls there are. Not thread-safe.
 *
 * @param <T> an item of the graph; compared by {@link Object#equals}
 */
public final class CycleFinder<T> {

    private final Function<? super T, ? extends Iterable<T>> next;
    private final Set<T> visited = new HashSet<>();
    private final Set<T> reported = new HashSet<>();

    /**
     * Searches one graph.
     *
     * @param next the items to which an item has an edge; called once for each item
     */
    public CycleFinder(Function<? super T, ? extends Iterable<T>> next) {
        this.next = next;
    }

    /**
     * The cycles that can be reached from an item and were not found before. Each item has an edge to the one after it, and
     * the last to the first. Where cycles overlap at the edge that closes one, only the first is reported.
     */
    public List<List<T>> from(T root) {
        List<List<T>> cycles = new ArrayList<>();
        if (!visited.add(root)) {
            return cycles;
        }
        Map<T, Integer> positions = new HashMap<>();
        List<T> path = new ArrayList<>();
        Deque<Iterator<T>> open = new ArrayDeque<>();
        enter(root, path, positions, open);
        while (!path.isEmpty()) {
            T tip = path.get(path.size() - 1);
            if (!open.element().hasNext()) {
                open.remove();
                positions.remove(path.remove(path.size() - 1));
                continue;
            }
            T item = open.element().next();
            Integer position = positions.get(item);
            if (position == null) {
                if (visited.add(item)) {
                    enter(item, path, positions, open);
                }
            } else if (!reported.contains(item) && !reported.contains(tip)) {
                List<T> cycle = List.copyOf(path.subList(position, path.size()));
                reported.addAll(cycle);
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    private void enter(T item, List<T> path, Map<T, Integer> positions, Deque<Iterator<T>> open) {
        positions.put(item, path.size());
        path.add(item);
        open.push(next.apply(item).iterator());
    }
}
