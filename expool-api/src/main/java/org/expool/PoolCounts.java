package org.expool;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many jobs are in each state, all at one moment. A job in the state {@link Unfinished.State#SETTLING} has its outcome and is
 * counted in both maps; any other is counted in one. Immutable and thread-safe.
 *
 * @param states the number of jobs in each state; a missing state counts as 0
 * @param outcomes the number of jobs with each kind of outcome, since the pool was created or cleared; a missing kind counts as 0
 */
public record PoolCounts(Map<Unfinished.State, Long> states, Map<Outcome.Kind, Long> outcomes) {

    /** Copies the maps and adds what is missing. */
    public PoolCounts {
        states = complete(Unfinished.State.class, states);
        outcomes = complete(Outcome.Kind.class, outcomes);
    }

    private static <E extends Enum<E>> Map<E, Long> complete(Class<E> keys, Map<E, Long> counts) {
        Map<E, Long> all = new EnumMap<>(keys);
        for (E key : keys.getEnumConstants()) {
            all.put(key, counts.getOrDefault(key, 0L));
        }
        return Collections.unmodifiableMap(all);
    }

    /** The number of jobs in this state. */
    public long count(Unfinished.State state) {
        return states.getOrDefault(state, 0L);
    }

    /** The number of jobs with an outcome of this kind. */
    public long count(Outcome.Kind kind) {
        return outcomes.getOrDefault(kind, 0L);
    }

    /** The number of jobs that have not ended; those whose callbacks are running have not. */
    public long unfinished() {
        return sum(states);
    }

    /** The number of jobs that have an outcome. */
    public long withOutcome() {
        return sum(outcomes);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
