package org.expool;

import java.util.Locale;

/**
 * What one job asks of the CPUs. What it gets is its own while it runs: no other job of the pool that asks, or is bound by
 * the pool's {@link Affinity}, runs there. Immutable and thread-safe.
 */
public sealed interface CpuDemand {

    /** The objects of a machine that a job can have as a whole. */
    enum Level {
        /** The cores that share an L2 cache. */
        L2,
        /** The cores that share an L3 cache. */
        L3,
        /** The cores of a NUMA node. */
        NODE;

        /** As users write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What each worker gets by the pool's {@link Affinity}: any CPU where there is none. The default. */
    record Share() implements CpuDemand {

        private static final Share ANY = new Share(); // one for all jobs, of which a million may wait
    }

    /**
     * So many threads (logical CPUs) of one NUMA node: whole cores as far as the number goes, the rest of one more core.
     *
     * @param count at least 1
     */
    record Threads(int count) implements CpuDemand {

        /**
         * Checks the count.
         *
         * @throws InvalidSettingsException if it is below 1
         */
        public Threads {
            atLeastOne("cpus", count);
        }
    }

    /**
     * So many whole cores of one NUMA node.
     *
     * @param count at least 1
     */
    record Cores(int count) implements CpuDemand {

        /**
         * Checks the count.
         *
         * @throws InvalidSettingsException if it is below 1
         */
        public Cores {
            atLeastOne("cores", count);
        }
    }

    /** One object of the machine with all its cores, in which nobody else is. */
    record Whole(Level level) implements CpuDemand {}

    /** The default, as {@link Share} says. */
    static CpuDemand share() {
        return Share.ANY;
    }

    /**
     * So many threads, as {@link Threads} says.
     *
     * @throws InvalidSettingsException if the count is below 1
     */
    static CpuDemand threads(int count) {
        return new Threads(count);
    }

    /**
     * So many cores, as {@link Cores} says.
     *
     * @throws InvalidSettingsException if the count is below 1
     */
    static CpuDemand cores(int count) {
        return new Cores(count);
    }

    /** A cache or a node for itself. */
    static CpuDemand whole(Level level) {
        return new Whole(level);
    }

    /** Refuses a demand for nothing. */
    private static void atLeastOne(String name, int count) {
        if (count < 1) {
            Problems problems = new Problems("CPU demand");
            problems.add(name, count, "must be at least 1");
            problems.throwIfAny();
        }
    }
}
