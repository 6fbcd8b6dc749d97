package org.expool;

import java.util.Locale;

/**
 * The CPUs that one job needs. They are exclusive while it runs: no other job of the pool that has a demand, or is bound by
 * the pool's {@link Affinity}, runs on them. Immutable and thread-safe.
 */
public sealed interface CpuDemand {

    /** The parts of a host that a job can have as a whole. */
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

    /** The share of the worker by the pool's {@link Affinity}: any CPU without one. The default. */
    record Share() implements CpuDemand {

        private static final Share ANY = new Share(); // shared, as a million jobs may wait
    }

    /**
     * This many threads (logical CPUs) of one NUMA node: whole cores, and the remaining threads of one more core.
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
     * This many whole cores of one NUMA node.
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

    /** One part of the host with all its cores, exclusively. */
    record Whole(Level level) implements CpuDemand {}

    /** The default: see {@link Share}. */
    static CpuDemand share() {
        return Share.ANY;
    }

    /**
     * This many threads: see {@link Threads}.
     *
     * @throws InvalidSettingsException if the count is below 1
     */
    static CpuDemand threads(int count) {
        return new Threads(count);
    }

    /**
     * This many cores: see {@link Cores}.
     *
     * @throws InvalidSettingsException if the count is below 1
     */
    static CpuDemand cores(int count) {
        return new Cores(count);
    }

    /** A whole cache domain or node: see {@link Whole}. */
    static CpuDemand whole(Level level) {
        return new Whole(level);
    }

    /** Rejects a count below 1. */
    private static void atLeastOne(String name, int count) {
        if (count < 1) {
            Problems problems = new Problems("CPU demand");
            problems.add(name, count, "must be at least 1");
            problems.throwIfAny();
        }
    }
}
