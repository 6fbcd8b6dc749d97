package org.expool;

import java.util.BitSet;
import java.util.StringJoiner;

/** The kernel's format of sets of CPUs: numbers and ranges separated by commas (cpuset(7), "List format"). Stateless. */
final class CpuList {

    private CpuList() {}

    static CpuSet parse(String list) {
        BitSet bits = new BitSet();
        String text = list.strip();
        if (text.isEmpty()) {
            return CpuSet.empty();
        }
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            int first = number(dash < 0 ? part : part.substring(0, dash), list);
            int last = dash < 0 ? first : number(part.substring(dash + 1), list);
            if (last < first) {
                throw refused(list, "the range '" + part.strip() + "' is descending");
            }
            bits.set(first, last + 1);
        }
        return CpuSet.of(bits);
    }

    private static int number(String digits, String list) {
        String text = digits.strip();
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused(list, "'" + text + "' is not a number");
        }
        if (text.length() > 9 || Integer.parseInt(text) >= CpuSet.LIMIT) {
            throw refused(list, text + " is above " + (CpuSet.LIMIT - 1));
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException refused(String list, String why) {
        return new IllegalArgumentException(
                "'" + list.strip() + "' is not a list of CPUs: " + why + "; write it like 0-3,8");
    }

    static String print(BitSet bits) {
        StringJoiner list = new StringJoiner(",");
        for (int first = bits.nextSetBit(0); first >= 0; first = bits.nextSetBit(bits.nextClearBit(first))) {
            int last = bits.nextClearBit(first) - 1;
            list.add(first == last ? Integer.toString(first) : first + "-" + last);
        }
        return list.toString();
    }
}
