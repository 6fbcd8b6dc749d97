package org.expool.cli.report;

/** Fits text into one line of a terminal. Stateless. */
final class Lines {

    /** The width of a standard terminal. */
    static final int WIDTH = 80;

    private Lines() {}

    /** The text on one line, of at most this many characters; control characters show as {@code ?}. */
    static String fit(String text, int width) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= width ? plain : plain.substring(0, Math.max(0, width - 2)) + "..";
    }

    /** The same, padded with spaces on the right. */
    static String pad(String text, int width) {
        String fitting = fit(text, width);
        return fitting + " ".repeat(width - fitting.length());
    }

    /** The text padded with spaces on the left. */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
