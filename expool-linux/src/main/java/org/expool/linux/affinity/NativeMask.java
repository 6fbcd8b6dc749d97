package org.expool.linux.affinity;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.BitSet;
import org.expool.CpuSet;

/** A bit mask in native memory, for 16,384 CPUs or nodes: twice what Linux supports. Not thread-safe. */
final class NativeMask {

    static final int COUNT = 1 << 14;
    static final int BYTES = COUNT / Byte.SIZE;

    private final Memory memory = new Memory(BYTES);

    NativeMask() {
        memory.clear();
    }

    long address() {
        return Pointer.nativeValue(memory);
    }

    void clear() {
        memory.clear();
    }

    void set(CpuSet set) {
        long[] words = set.toWords();
        memory.clear();
        memory.write(0, words, 0, Math.min(words.length, BYTES / Long.BYTES));
    }

    CpuSet get() {
        return CpuSet.of(BitSet.valueOf(memory.getLongArray(0, BYTES / Long.BYTES)));
    }
}
