package org.expool.linux.topology;

import java.util.BitSet;
import org.expool.CpuSet;

/**
 * Bit masks as text: 32-bit words in hexadecimal, separated by commas, the highest first. The kernel writes {@code
 * 0000,00000fff} (the first word may be short, the last followed by a NUL byte), hwloc {@code 0x0000ffff,,0x00000001} (a
 * word of zeros may be empty, and {@code 0xf...f} before the first word stands for all higher bits).
 */
final class CpuMask {

    private static final int WORD = 32;
    private static final int DIGIT = 4;
    private static final String ENDLESS = "0xf...f";

    private CpuMask() {}

    /**
     * Parses either format.
     *
     * @throws IllegalArgumentException if the text has neither format
     */
    static CpuSet parse(String mask) {
        String text = mask.strip();
        BitSet bits = new BitSet();
        int lowest = 0;
        int end = text.length();
        while (end >= 0) {
            int start = text.lastIndexOf(',', end - 1) + 1;
            if (text.startsWith(ENDLESS, start)) {
                bits.set(lowest, CpuSet.LIMIT);
            } else {
                set(bits, lowest, text, text.startsWith("0x", start) ? start + 2 : start, end);
            }
            lowest += WORD;
            end = start - 1;
        }
        return CpuSet.of(bits);
    }

    private static void set(BitSet bits, int lowest, String text, int start, int end) {
        if (end - start > WORD / DIGIT) {
            throw refused(text, start, end);
        }
        int bit = lowest;
        for (int i = end - 1; i >= start; i--) {
            int digit = Character.digit(text.charAt(i), 1 << DIGIT);
            if (digit < 0) {
                throw refused(text, start, end);
            }
            for (int left = digit, place = bit; left != 0; left >>= 1, place++) {
                if ((left & 1) != 0) {
                    bits.set(place);
                }
            }
            bit += DIGIT;
        }
    }

    private static IllegalArgumentException refused(String text, int start, int end) {
        return new IllegalArgumentException("'" + text + "' is not a mask of CPUs: '" + text.substring(start, end)
                + "' is not a 32-bit word in hexadecimal");
    }
}
