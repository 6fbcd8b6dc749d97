package org.expool.linux.topology;

import java.util.BitSet;
import org.expool.CpuSet;

/**
 * Bit masks as text: 32-bit words in hexadecimal with commas between, the highest first. The kernel writes
 * {@code 0000,00000fff} (the first word may be short, the last followed by a NUL byte), hwloc
 * {@code 0x0000ffff,,0x00000001} (a word of zeros may be empty, and {@code 0xf...f} before the first word stands for
 * all higher bits).
 */
final class CpuMask {

    private static final int WORD = 32;
    private static final String ENDLESS = "0xf...f";

    private CpuMask() {}

    /**
     * Reads either.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static CpuSet parse(String mask) {
        String text = mask.strip();
        String[] words = text.split(",", -1);
        BitSet bits = new BitSet();
        for (int i = 0; i < words.length; i++) {
            int lowest = (words.length - 1 - i) * WORD;
            if (words[i].equals(ENDLESS)) {
                bits.set(i == words.length - 1 ? 0 : lowest, CpuSet.MOST);
            } else {
                set(bits, lowest, words[i], text);
            }
        }
        return CpuSet.of(bits);
    }

    private static void set(BitSet bits, int lowest, String word, String text) {
        String digits = word.startsWith("0x") ? word.substring(2) : word;
        long value = digits.isEmpty() ? 0 : number(digits, text);
        for (int bit = 0; value != 0; bit++, value >>>= 1) {
            if ((value & 1) != 0) {
                bits.set(lowest + bit);
            }
        }
    }

    private static long number(String digits, String text) {
        try {
            if (digits.length() <= WORD / 4) {
                return Long.parseUnsignedLong(digits, 16);
            }
        } catch (NumberFormatException notHexadecimal) {
            // said below, like a word that is too long
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a mask of CPUs: '" + digits + "' is not a 32-bit word in hexadecimal");
    }
}
