package org.expool;

import java.util.BitSet;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * A set of numbers of logical CPUs or of NUMA nodes, as numbered by the operating system; each number is below
 * {@link #LIMIT}. Immutable and thread-safe.
 */
public final class CpuSet {

    /** The exclusive upper bound of numbers: far more than any kernel supports (Linux: 8,192). */
    public static final int LIMIT = 1 << 20;

    private static final CpuSet EMPTY = new CpuSet(new BitSet());

    private final BitSet bits;

    private CpuSet(BitSet bits) {
        this.bits = bits;
    }

    /** The empty set. */
    public static CpuSet empty() {
        return EMPTY;
    }

    /**
     * The set of these numbers.
     *
     * @throws IllegalArgumentException if one is negative or not below {@link #LIMIT}
     */
    public static CpuSet of(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(checked(number));
        }
        return new CpuSet(bits);
    }

    /**
     * The numbers from the first to the last, both included.
     *
     * @throws IllegalArgumentException if one is out of range, or the last is below the first
     */
    public static CpuSet range(int first, int last) {
        if (last < first) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " is descending");
        }
        BitSet bits = new BitSet();
        bits.set(checked(first), checked(last) + 1);
        return new CpuSet(bits);
    }

    /**
     * A copy of these bits.
     *
     * @throws IllegalArgumentException if one is not below {@link #LIMIT}
     */
    public static CpuSet of(BitSet bits) {
        if (bits.length() > 0) {
            checked(bits.length() - 1);
        }
        return new CpuSet((BitSet) bits.clone());
    }

    /** The union of these sets. */
    public static CpuSet union(Collection<CpuSet> sets) {
        BitSet bits = new BitSet();
        sets.forEach(set -> bits.or(set.bits));
        return new CpuSet(bits);
    }

    /**
     * Reads a list as the Linux kernel prints it: {@code 0-3,8}; an empty text is the empty set.
     *
     * @throws IllegalArgumentException if the text is not such a list; the message names the part
     */
    public static CpuSet parse(String list) {
        return CpuList.parse(list);
    }

    static int checked(int number) {
        if (number < 0 || number >= LIMIT) {
            throw new IllegalArgumentException("number " + number + " must be from 0 to " + (LIMIT - 1));
        }
        return number;
    }

    /** Whether it is empty. */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** How many numbers it contains. */
    public int size() {
        return bits.cardinality();
    }

    /** Whether it contains this number. */
    public boolean contains(int number) {
        return number >= 0 && bits.get(number);
    }

    /**
     * The lowest number.
     *
     * @throws IllegalStateException if the set is empty
     */
    public int first() {
        if (bits.isEmpty()) {
            throw new IllegalStateException("an empty set has no first number");
        }
        return bits.nextSetBit(0);
    }

    /** The numbers, ascending. */
    public IntStream stream() {
        return bits.stream();
    }

    /** Whether all numbers of the other set are in this one. */
    public boolean containsAll(CpuSet other) {
        for (int number = other.bits.nextSetBit(0); number >= 0; number = other.bits.nextSetBit(number + 1)) {
            if (!bits.get(number)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number is in both sets. */
    public boolean intersects(CpuSet other) {
        return bits.intersects(other.bits);
    }

    /** The numbers in both sets. */
    public CpuSet intersection(CpuSet other) {
        BitSet result = (BitSet) bits.clone();
        result.and(other.bits);
        return new CpuSet(result);
    }

    /** The numbers in one or both sets. */
    public CpuSet union(CpuSet other) {
        BitSet result = (BitSet) bits.clone();
        result.or(other.bits);
        return new CpuSet(result);
    }

    /** The numbers in this set but not in the other. */
    public CpuSet minus(CpuSet other) {
        BitSet result = (BitSet) bits.clone();
        result.andNot(other.bits);
        return new CpuSet(result);
    }

    /** The set as a bit mask; number 0 is the lowest bit of the first word; without trailing zero words. */
    public long[] toWords() {
        return bits.toLongArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpuSet set && bits.equals(set.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    /** In the format of {@link #parse}. */
    @Override
    public String toString() {
        return CpuList.print(bits);
    }
}
