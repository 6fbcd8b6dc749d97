package org.expool.cli.read;

/** Removes the byte order mark that some editors write at the start of a file. Stateless. */
public final class ByteOrderMark {

    private ByteOrderMark() {}

    /** The text without a mark at its start. */
    public static String strip(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
