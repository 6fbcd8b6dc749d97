package org.expool;

/**
 * How the CPUs are divided among the workers of a pool. Immutable and thread-safe.
 *
 * @param unit the unit assigned to a worker
 * @param count how many units; 1 where the unit is not {@link Unit#CORES}
 */
public record Affinity(Unit unit, int count) {

    /** The unit assigned to a worker. */
    public enum Unit {
        /** Any CPU, as the kernel schedules. */
        NONE,
        /** An equal share of all cores; of hardware threads, where there are more workers than cores. */
        AUTO,
        /** Whole cores, with all their hardware threads. */
        CORES,
        /** One hardware thread. */
        THREAD,
        /** The cores that share an L2 cache. */
        L2,
        /** The cores that share an L3 cache. */
        L3,
        /** The cores of a NUMA node. */
        NODE
    }

    private static final Affinity NONE = new Affinity(Unit.NONE, 1);

    /**
     * Checks the count.
     *
     * @throws InvalidSettingsException if it is below 1
     */
    public Affinity {
        if (count < 1) {
            Problems problems = new Problems("affinity");
            problems.add("affinity", count, "a worker needs at least 1");
            problems.throwIfAny();
        }
    }

    /** Any CPU, the default. */
    public static Affinity none() {
        return NONE;
    }

    /** An equal share for each worker. */
    public static Affinity auto() {
        return new Affinity(Unit.AUTO, 1);
    }

    /**
     * This many whole cores.
     *
     * @throws InvalidSettingsException if the count is below 1
     */
    public static Affinity cores(int count) {
        return new Affinity(Unit.CORES, count);
    }

    /** One unit: a thread, an L2 cache, an L3 cache or a node. */
    public static Affinity each(Unit unit) {
        return new Affinity(unit, 1);
    }

    /** Whether workers are bound to CPUs. */
    public boolean binds() {
        return unit != Unit.NONE;
    }
}
