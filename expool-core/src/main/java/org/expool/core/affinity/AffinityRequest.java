package org.expool.core.affinity;

/**
 * What a plan is asked for. Immutable and thread-safe.
 *
 * @param share how much each worker gets, or how many there are
 * @param use which threads of its cores a worker runs on
 * @param order of the slots
 * @param strict whether all slots have to be exactly alike: as many cores, all of the same kind and of the same number
 *     of threads
 * @param oneKind whether all cores of a slot have to be of one kind
 * @param span whether a slot may have cores of several NUMA nodes
 * @param reserve how many cores are left to others, 0 or more
 */
public record AffinityRequest(
        Share share, Use use, Order order, boolean strict, boolean oneKind, boolean span, int reserve) {

    /** How the CPUs are divided. */
    public sealed interface Share {}

    /**
     * So many workers, each with as many cores as all can have.
     *
     * @param count at least 1
     */
    public record Workers(int count) implements Share {

        /** Checks the count. */
        public Workers {
            if (count < 1) {
                throw new IllegalArgumentException("workers " + count + " must be at least 1");
            }
        }
    }

    /**
     * As many workers as there can be with so many cores each.
     *
     * @param each at least 1
     */
    public record Cores(int each) implements Share {

        /** Checks the number. */
        public Cores {
            if (each < 1) {
                throw new IllegalArgumentException("cores " + each + " must be at least 1");
            }
        }
    }

    /** A worker on each thread. */
    public record Threads() implements Share {}

    /** Which threads of its cores a worker runs on. */
    public enum Use {
        /** All. */
        ALL,
        /** The first of each core. */
        THREAD_PER_CORE,
        /** The first of the first core; the rest stays idle for its sake. */
        ONE
    }

    /** In which order slots are handed out. */
    public enum Order {
        /** In turn over nodes, packages, L3 and L2 caches: few workers have most cache each. */
        CACHE,
        /** In turn over nodes, ascending within each: as PyExPool did where its masks were right. */
        BY_NODE
    }

    /** Checks the reserve. */
    public AffinityRequest {
        if (reserve < 0) {
            throw new IllegalArgumentException("reserve " + reserve + " must not be negative");
        }
    }

    /** With all threads, in the order that minds caches, without further demands. */
    public static AffinityRequest of(Share share) {
        return new AffinityRequest(share, Use.ALL, Order.CACHE, false, false, false, 0);
    }

    /** The same with another use of threads. */
    public AffinityRequest with(Use other) {
        return new AffinityRequest(share, other, order, strict, oneKind, span, reserve);
    }

    /** The same in another order. */
    public AffinityRequest with(Order other) {
        return new AffinityRequest(share, use, other, strict, oneKind, span, reserve);
    }

    /** The same, demanding that all slots are alike. */
    public AffinityRequest strictly() {
        return new AffinityRequest(share, use, order, true, oneKind, span, reserve);
    }

    /** The same, demanding one kind of cores in each slot. */
    public AffinityRequest ofOneKind() {
        return new AffinityRequest(share, use, order, strict, true, span, reserve);
    }

    /** The same, with slots that may span nodes. */
    public AffinityRequest spanning() {
        return new AffinityRequest(share, use, order, strict, oneKind, true, reserve);
    }

    /** The same, leaving so many cores to others. */
    public AffinityRequest reserving(int cores) {
        return new AffinityRequest(share, use, order, strict, oneKind, span, cores);
    }
}
