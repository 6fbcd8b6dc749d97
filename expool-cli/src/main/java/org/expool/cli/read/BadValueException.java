package org.expool.cli.read;

/** A value is not of the expected kind. */
public final class BadValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * With a message that says what was expected.
     *
     * @param line the line of the value, from 1
     * @param message what was expected, and what was found
     */
    public BadValueException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** The line of the value, from 1. */
    public int line() {
        return line;
    }
}
