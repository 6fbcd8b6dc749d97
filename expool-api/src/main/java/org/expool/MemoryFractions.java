package org.expool;

/**
 * How many shares of one size fit into a host's memory: a bound for the number of workers that each need that
 * much. Immutable and thread-safe.
 *
 * @param size of each share, more than 0 bytes
 */
public record MemoryFractions(MemorySize size) {

    /** Checks the size. */
    public MemoryFractions {
        if (size.bytes() == 0) {
            throw new IllegalArgumentException("size " + size + " must be more than zero");
        }
    }

    /**
     * Shares of this size.
     *
     * @throws IllegalArgumentException if the size is zero
     */
    public static MemoryFractions of(MemorySize size) {
        return new MemoryFractions(size);
    }

    /** How many whole shares this memory has; 0 if it is smaller than one. */
    public long in(MemorySize memory) {
        return memory.bytes() / size.bytes();
    }

    /** How many whole shares the memory of these nodes has, none across two nodes. */
    public long in(CpuTopology topology) {
        return topology.nodes().stream().mapToLong(node -> in(node.memory())).sum();
    }
}
