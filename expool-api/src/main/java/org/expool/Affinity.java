package org.expool;

/**
 * Which CPUs each worker of a pool has for itself. Immutable and thread-safe.
 *
 * @param unit what a worker gets
 * @param count how many of them; 1 where the unit is not {@link Unit#CORES}
 */
public record Affinity(Unit unit, int count) {

    /** What a worker gets. */
    public enum Unit {
        /** Any CPU, as the kernel likes. */
        NONE,
        /** An equal share of all cores; of threads, where there are more workers than cores. */
        AUTO,
        /** Some whole cores, with all their threads. */
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

    /** So many whole cores. */
    public static Affinity cores(int count) {
        return new Affinity(Unit.CORES, count);
    }

    /** One of a thread, an L2 cache, an L3 cache, a node. */
    public static Affinity each(Unit unit) {
        return new Affinity(unit, 1);
    }

    /** Whether workers are bound at all. */
    public boolean binds() {
        return unit != Unit.NONE;
    }
}
