package org.expool.core.affinity;

/**
 * The requirements of a plan. Immutable and thread-safe.
 *
 * @param share the number of workers, or the size of a slot
 * @param use which threads of its cores a worker runs on
 * @param order of the slots
 * @param strict whether all slots must be alike: as many cores, all of the same kind and number of threads
 * @param oneKind whether all cores of a slot must be of one kind
 * @param span whether a slot may have cores of several NUMA nodes
 * @param reserve number of cores left unused, 0 or more
 */
public record AffinityRequest(
        Share share, Use use, Order order, boolean strict, boolean oneKind, boolean span, int reserve) {

    /** How to divide the CPUs. */
    public sealed interface Share {}

    /**
     * A number of workers, each with the largest equal number of cores.
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
     * As many workers as possible with this number of cores each.
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
        ALL,
        /** The first of each core. */
        THREAD_PER_CORE,
        /** The first of the first core; the others stay idle. */
        ONE
    }

    /** The order of use of slots. */
    public enum Order {
        /** Round robin over nodes, packages, L3 and L2 caches: few workers have most cache each. */
        CACHE,
        /** Round robin over nodes, ascending within each: as PyExPool where its masks are correct. */
        BY_NODE
    }

    /** Checks the reserve. */
    public AffinityRequest {
        if (reserve < 0) {
            throw new IllegalArgumentException("reserve " + reserve + " must not be negative");
        }
    }

    /** With all threads, in the order of caches, without further requirements. */
    public static AffinityRequest of(Share share) {
        return new AffinityRequest(share, Use.ALL, Order.CACHE, false, false, false, 0);
    }

    /** A copy with another use of threads. */
    public AffinityRequest with(Use other) {
        return new AffinityRequest(share, other, order, strict, oneKind, span, reserve);
    }

    /** A copy with another order. */
    public AffinityRequest with(Order other) {
        return new AffinityRequest(share, use, other, strict, oneKind, span, reserve);
    }

    /** A copy that requires all slots to be alike. */
    public AffinityRequest strictly() {
        return new AffinityRequest(share, use, order, true, oneKind, span, reserve);
    }

    /** A copy that requires one kind of cores in each slot. */
    public AffinityRequest ofOneKind() {
        return new AffinityRequest(share, use, order, strict, true, span, reserve);
    }

    /** A copy with slots that may span nodes. */
    public AffinityRequest spanning() {
        return new AffinityRequest(share, use, order, strict, oneKind, true, reserve);
    }

    /** A copy that leaves this number of cores unused. */
    public AffinityRequest reserving(int cores) {
        return new AffinityRequest(share, use, order, strict, oneKind, span, cores);
    }
}
