package org.expool;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory. Immutable and thread-safe.
 *
 * @param bytes not negative
 */
public record MemorySize(long bytes) implements Comparable<MemorySize> {

    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:([KMGT])(?:iB)?)?(?:B)?");

    /** Checks the range. */
    public MemorySize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes + " must not be negative");
        }
    }

    /** An amount in bytes. */
    public static MemorySize ofBytes(long bytes) {
        return new MemorySize(bytes);
    }

    /** An amount in units of 2<sup>20</sup> bytes. */
    public static MemorySize ofMiB(long mebibytes) {
        return new MemorySize(Math.multiplyExact(mebibytes, 1L << 20));
    }

    /** An amount in units of 2<sup>30</sup> bytes. */
    public static MemorySize ofGiB(long gibibytes) {
        return new MemorySize(Math.multiplyExact(gibibytes, 1L << 30));
    }

    /**
     * Reads plain bytes or a number with {@code KiB MiB GiB TiB} (or {@code K M G T}, the same powers of 1024).
     *
     * @throws IllegalArgumentException if the text is not such a size; the message shows the format
     */
    public static MemorySize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches() || (matcher.group(2) == null && text.contains("."))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size; write plain bytes or a number with KiB, MiB, GiB or TiB");
        }
        int power = matcher.group(2) == null ? 0 : "KMGT".indexOf(matcher.group(2)) + 1;
        double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
        if (bytes >= Long.MAX_VALUE) {
            throw new IllegalArgumentException("'" + text + "' is too large: at most 8 EiB");
        }
        return new MemorySize(power == 0 ? Long.parseLong(matcher.group(1)) : Math.round(bytes));
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest unit in which the number is at least one, rounded to one decimal. */
    @Override
    public String toString() {
        double amount = bytes;
        int power = 0;
        while (amount >= 1024 && power < 4) {
            amount /= 1024;
            power++;
        }
        return power == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %ciB", amount, "KMGT".charAt(power - 1));
    }
}
