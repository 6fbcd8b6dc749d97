package org.expool.cli.read;

/** A value is not what was expected in its place. */
public final class BadValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * Says what was expected.
     *
     * @param line where the value stands, from 1
     * @param message what was expected, and what is there instead
     */
    public BadValueException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Where the value stands, from 1. */
    public int line() {
        return line;
    }
}
