package org.expool;

import java.util.BitSet;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * A set of numbers of logical CPUs, or of NUMA nodes, as the operating system numbers them; of any size up to
 * {@link #MOST} numbers. Immutable and thread-safe.
 */
public final class CpuSet {

    /** Numbers are below this: far more than any kernel supports (Linux: 8,192). */
    public static final int MOST = 1 << 20;

    private static final CpuSet EMPTY = new CpuSet(new BitSet());

    private final BitSet bits;

    private CpuSet(BitSet bits) {
        this.bits = bits;
    }

    /** No number. */
    public static CpuSet empty() {
        return EMPTY;
    }

    /**
     * These numbers.
     *
     * @throws IllegalArgumentException if one is negative or not below {@link #MOST}
     */
    public static CpuSet of(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(checked(number));
        }
        return new CpuSet(bits);
    }

    /**
     * All from the first to the last.
     *
     * @throws IllegalArgumentException if one is out of range, or the last is below the first
     */
    public static CpuSet range(int first, int last) {
        if (last < first) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " runs backwards");
        }
        BitSet bits = new BitSet();
        bits.set(checked(first), checked(last) + 1);
        return new CpuSet(bits);
    }

    /**
     * A copy of these bits.
     *
     * @throws IllegalArgumentException if one is not below {@link #MOST}
     */
    public static CpuSet of(BitSet bits) {
        if (bits.length() > 0) {
            checked(bits.length() - 1);
        }
        return new CpuSet((BitSet) bits.clone());
    }

    /** All that are in one of these sets. */
    public static CpuSet union(Collection<CpuSet> sets) {
        BitSet bits = new BitSet();
        sets.forEach(set -> bits.or(set.bits));
        return new CpuSet(bits);
    }

    /**
     * Reads a list as the Linux kernel prints it: {@code 0-3,8}; an empty text is the empty set.
     *
     * @throws IllegalArgumentException if the text is not such a list; says where
     */
    public static CpuSet parse(String list) {
        return CpuList.parse(list);
    }

    static int checked(int number) {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("number " + number + " must be from 0 to " + (MOST - 1));
        }
        return number;
    }

    /** Whether it holds no number. */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** How many numbers it holds. */
    public int size() {
        return bits.cardinality();
    }

    /** Whether it holds this number. */
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

    /** Whether some number is in both. */
    public boolean intersects(CpuSet other) {
        return bits.intersects(other.bits);
    }

    /** What is in both. */
    public CpuSet intersection(CpuSet other) {
        BitSet result = (BitSet) bits.clone();
        result.and(other.bits);
        return new CpuSet(result);
    }

    /** What is in one or both. */
    public CpuSet union(CpuSet other) {
        BitSet result = (BitSet) bits.clone();
        result.or(other.bits);
        return new CpuSet(result);
    }

    /** What is in this one only. */
    public CpuSet minus(CpuSet other) {
        BitSet result = (BitSet) bits.clone();
        result.andNot(other.bits);
        return new CpuSet(result);
    }

    /** The same numbers as bits, number 0 being the lowest bit of the first word; without trailing zero words. */
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

    /** As a list that {@link #parse} reads. */
    @Override
    public String toString() {
        return CpuList.print(bits);
    }
}
