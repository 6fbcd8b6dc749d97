package org.expool;

import java.util.Locale;

/**
 * How much memory all jobs of a pool may use together with the pool's JVM. At most all memory that this process may use. Immutable and thread-safe.
 */
public sealed interface MemoryLimit {

    /** The currently available memory of the host; the default. */
    static MemoryLimit available() {
        return Unbounded.AVAILABLE;
    }

    /** Memory is neither promised nor limited: a job starts as soon as a worker is free. */
    static MemoryLimit off() {
        return Unbounded.OFF;
    }

    /**
     * An amount.
     *
     * @throws IllegalArgumentException if it is zero
     */
    static MemoryLimit of(MemorySize size) {
        return new Amount(size);
    }

    /**
     * A share of all memory that this process may use: that of the host or of its control group.
     *
     * @param percent above 0, at most 100
     * @throws IllegalArgumentException if it is out of range
     */
    static MemoryLimit ofPercent(double percent) {
        return new Share(percent);
    }

    /** Reads a size ({@link MemorySize#parse}), a percentage ({@code 75%}), {@code available} or {@code off}.
     *
     * @throws IllegalArgumentException if the text is none of these, or out of range; the message shows the formats
     */
    static MemoryLimit parse(String text) {
        String stripped = text.strip();
        if (stripped.equals("off")) {
            return off();
        }
        if (stripped.equals("available")) {
            return available();
        }
        boolean isShare = stripped.endsWith("%");
        double percent = 0;
        MemorySize size = MemorySize.ofBytes(0);
        try {
            if (isShare) {
                percent = Double.parseDouble(stripped.substring(0, stripped.length() - 1));
            } else {
                size = MemorySize.parse(stripped);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a memory limit; write a size (12GiB), a percentage (75%), available or off",
                    e);
        }
        return isShare ? ofPercent(percent) : of(size);
    }

    /**
     * The limit in bytes, reduced to all there is.
     *
     * @param totalBytes all memory that this process may use
     * @return at least 1, at most {@code totalBytes}; {@link Long#MAX_VALUE} for {@link #available()} and {@link #off()}
     */
    long bytes(long totalBytes);

    /** Limits without an amount. */
    enum Unbounded implements MemoryLimit {
        /** See {@link MemoryLimit#available()}. */
        AVAILABLE,
        /** See {@link MemoryLimit#off()}. */
        OFF;

        @Override
        public long bytes(long totalBytes) {
            return Long.MAX_VALUE;
        }

        /** In the format of {@link MemoryLimit#parse}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An amount.
     *
     * @param size more than zero
     */
    record Amount(MemorySize size) implements MemoryLimit {

        /** Checks the size. */
        public Amount {
            if (size.bytes() == 0) {
                throw new IllegalArgumentException("the memory limit must be more than zero; write off for no limit");
            }
        }

        @Override
        public long bytes(long totalBytes) {
            return Math.min(size.bytes(), totalBytes);
        }

        @Override
        public String toString() {
            return size.toString();
        }
    }

    /**
     * A share of all memory.
     *
     * @param percent above 0, at most 100
     */
    record Share(double percent) implements MemoryLimit {

        /** Checks the range. */
        public Share {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException(percent + "% must be above 0% and at most 100%");
            }
        }

        @Override
        public long bytes(long totalBytes) {
            return Math.max(1, (long) (totalBytes * percent / 100));
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }
}
