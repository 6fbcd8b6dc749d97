package org.expool.linux.memory;

import java.nio.charset.StandardCharsets;

/** Numbers in what the kernel writes: digits with something between. Not thread-safe. */
final class Digits {

    private final byte[] text;
    private final int end;
    private int at;

    /**
     * Reads from the beginning.
     *
     * @param end how many bytes of the text there are
     */
    Digits(byte[] text, int end) {
        this.text = text;
        this.end = end;
    }

    static Digits of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Digits(bytes, bytes.length);
    }

    /** The next number, without its sign; -1 if there is none. */
    long next() {
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

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
