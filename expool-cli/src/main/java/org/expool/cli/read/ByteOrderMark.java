package org.expool.cli.read;

/** What some editors put before the first character of a file, of which no format wants to know. Stateless. */
public final class ByteOrderMark {

    private ByteOrderMark() {}

    /** The text, or all behind the mark if it begins with one. */
    public static String strip(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
