package org.expool.simulator.scenario;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds slightly simpler values: with fewer elements, with null, zero or one in place of a value, with shorter times,
 * and with simpler parts. It handles records, collections and plain values by their types alone, so that a new action
 * or setting needs no change here. Stateless.
 */
final class Simplifier {

    private static final long MILLI = 1_000_000;

    private Simplifier() {}

    /** All simpler values, the simplest first; some may not be valid in their context. */
    static List<@Nullable Object> simpler(@Nullable Object value) {
        List<@Nullable Object> simpler = new ArrayList<>();
        if (value instanceof Duration duration) {
            durations(duration, simpler);
        } else if (value instanceof Integer number && number != 0) {
            simpler.addAll(
                    number == Integer.MAX_VALUE
                            ? List.of()
                            : number == 1 ? List.of(0) : List.of(0, 1, number / 2, number - 1));
        } else if (value instanceof Double number && number != 0 && number != 1) {
            simpler.addAll(List.of(0.0, 1.0));
        } else if (value instanceof Boolean truth) {
            simpler.add(!truth);
        } else if (value instanceof List<?> list) {
            lists(list, simpler::add);
        } else if (value instanceof Set<?> set) {
            lists(List.copyOf(set), list -> simpler.add(new LinkedHashSet<>((Collection<?>) list)));
        } else if (value instanceof Map<?, ?> map) {
            maps(map, simpler);
        } else if (value instanceof Record tuple) {
            records(tuple, simpler);
        }
        return simpler;
    }

    private static void durations(Duration duration, List<@Nullable Object> simpler) {
        long nanos = duration.toNanos();
        if (nanos > 0) {
            simpler.add(Duration.ZERO);
            if (nanos != MILLI) {
                simpler.add(Duration.ofNanos(MILLI));
            }
            for (long unit : new long[] {100 * MILLI, 10 * MILLI, MILLI}) {
                if (nanos > unit && nanos % unit != 0) {
                    simpler.add(Duration.ofNanos(nanos / unit * unit));
                }
            }
            if (nanos > 2 * MILLI) {
                simpler.add(Duration.ofNanos(nanos / 2));
                simpler.add(Duration.ofNanos(nanos - MILLI));
            }
        }
    }

    /** Without parts of it, from the halves down to single elements, as delta debugging does (Zeller, Hildebrandt 2002). */
    private static void lists(List<?> list, Consumer<@Nullable Object> simpler) {
        for (int part = list.size(); part > 0; part /= 2) {
            for (int start = list.size() - part; start >= 0; start -= part) {
                List<Object> rest = new ArrayList<>(list);
                rest.subList(start, start + part).clear();
                simpler.accept(rest);
            }
        }
        for (int i = list.size() - 1; i >= 0; i--) {
            for (Object element : simpler(list.get(i))) {
                if (element != null) {
                    List<Object> changed = new ArrayList<>(list);
                    changed.set(i, element);
                    simpler.accept(changed);
                }
            }
        }
    }

    private static void maps(Map<?, ?> map, List<@Nullable Object> simpler) {
        for (Object key : map.keySet()) {
            Map<Object, Object> changed = new LinkedHashMap<>(map);
            Object value = changed.remove(key);
            simpler.add(new LinkedHashMap<>(changed));
            for (Object other : simpler(value)) {
                if (other != null) {
                    changed.put(key, other);
                    simpler.add(new LinkedHashMap<>(changed));
                }
            }
        }
    }

    private static void records(Record tuple, List<@Nullable Object> simpler) {
        RecordComponent[] components = tuple.getClass().getRecordComponents();
        for (int i = components.length - 1; i >= 0; i--) {
            Object value = Tuples.values(tuple)[i];
            if (value != null && Tuples.isNullable(components[i])) {
                add(tuple, i, null, simpler);
            }
            for (Object other : simpler(value)) {
                add(tuple, i, other, simpler);
            }
        }
    }

    private static void add(Record tuple, int index, @Nullable Object value, List<@Nullable Object> simpler) {
        Object[] values = Tuples.values(tuple);
        values[index] = value;
        Object changed = Tuples.make(tuple.getClass(), values);
        if (changed != null) {
            simpler.add(changed);
        }
    }
}
