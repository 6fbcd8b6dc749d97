package org.expool.core.affinity;

/** What one job asks of the CPUs. Immutable and thread-safe. */
public sealed interface CpuDemand {

    /**
     * So many threads (logical CPUs): whole cores as far as the number goes, the rest of one more core.
     *
     * @param count at least 1
     */
    record Threads(int count) implements CpuDemand {

        /** Checks the count. */
        public Threads {
            atLeastOne("cpus", count);
        }
    }

    /**
     * So many whole cores.
     *
     * @param count at least 1
     */
    record Cores(int count) implements CpuDemand {

        /** Checks the count. */
        public Cores {
            atLeastOne("cores", count);
        }
    }

    /**
     * One object of the machine with all its cores, for itself.
     *
     * @param level {@link SlotLevel#L2}, {@link SlotLevel#L3} or {@link SlotLevel#NODE}
     */
    record Whole(SlotLevel level) implements CpuDemand {

        /** Checks the level. */
        public Whole {
            if (level != SlotLevel.L2 && level != SlotLevel.L3 && level != SlotLevel.NODE) {
                throw new IllegalArgumentException("level " + level + " must be L2, L3 or NODE");
            }
        }
    }

    private static void atLeastOne(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " " + count + " must be at least 1");
        }
    }
}
