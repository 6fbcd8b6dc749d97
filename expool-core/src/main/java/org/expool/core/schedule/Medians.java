package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exact median time of the last {@link #REMEMBERED} successful runs of each category; of an even number, the mean
 * of the middle two. Part of the scheduler's state.
 */
final class Medians {

    static final int REMEMBERED = 1001;

    /** The values of a window, sorted, with how often each occurs. */
    private static final class Window {
        private final Deque<Long> inOrder = new ArrayDeque<>();
        private final TreeMap<Long, Integer> sorted = new TreeMap<>();
        private @Nullable Long median;

        void add(long value) {
            median = null;
            inOrder.add(value);
            sorted.merge(value, 1, Integer::sum);
            if (inOrder.size() > REMEMBERED) {
                sorted.computeIfPresent(inOrder.remove(), (key, count) -> count == 1 ? null : count - 1);
            }
        }

        long median() {
            if (median == null) {
                int upper = inOrder.size() / 2;
                median = inOrder.size() % 2 == 1 ? at(upper) : mean(at(upper - 1), at(upper));
            }
            return median;
        }

        private static long mean(long lower, long upper) {
            return lower + (upper - lower) / 2;
        }

        private long at(int rank) {
            int passed = 0;
            for (Map.Entry<Long, Integer> entry : sorted.entrySet()) {
                passed += entry.getValue();
                if (passed > rank) {
                    return entry.getKey();
                }
            }
            throw new AssertionError("no rank " + rank + " among " + inOrder.size());
        }
    }

    private final Map<String, Window> windows = new HashMap<>();

    void succeeded(String category, long nanos) {
        windows.computeIfAbsent(category, key -> new Window()).add(nanos);
    }

    /** Null until one has succeeded. */
    @Nullable
    Duration of(String category) {
        Window window = windows.get(category);
        return window == null ? null : Duration.ofNanos(window.median());
    }
}
