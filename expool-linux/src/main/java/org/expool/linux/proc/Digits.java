package org.expool.linux.proc;

import java.nio.charset.StandardCharsets;

/** Parses the numbers in a text of the kernel, whatever is between them. Not thread-safe. */
public final class Digits {

    private final byte[] text;
    private final int end;
    private int at;

    /**
     * Reads a part of a text.
     *
     * @param from the index of its first byte
     * @param end the index after its last byte
     */
    public Digits(byte[] text, int from, int end) {
        this.text = text;
        at = from;
        this.end = end;
    }

    /** All of a text. */
    public static Digits of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Digits(bytes, 0, bytes.length);
    }

    /** The next number, without its sign; -1 if there is none. */
    public long next() {
        while (at < end && !isDigit(text[at])) {
            at++;
        }
        if (at == end) {
            return -1;
        }
        long number = 0;
        while (at < end && isDigit(text[at])) {
            number = 10 * number + text[at] - '0';
            at++;
        }
        return number;
    }

    /** The number after count - 1 others; -1 if there are not so many. */
    public long next(int count) {
        long number = -1;
        for (int i = 0; i < count; i++) {
            number = next();
        }
        return number;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
