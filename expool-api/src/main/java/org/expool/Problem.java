package org.expool;

/**
 * One invalid setting. Immutable and thread-safe.
 *
 * @param setting the setting's name, as in a builder and in a batch file ({@code memoryLimit})
 * @param value the invalid value as text, shortened to 80 characters
 * @param message what is wrong and how to correct it
 */
public record Problem(String setting, String value, String message) {

    private static final int LONGEST_VALUE = 80;

    /** Shortens the value and escapes its control characters. */
    public Problem {
        value = value.replace("\0", "\\0").replace("\n", "\\n");
        if (value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "...";
        }
    }

    /** The problem in one line: {@code setting 'value': message}. */
    @Override
    public String toString() {
        return value.isEmpty() ? setting + ": " + message : setting + " '" + value + "': " + message;
    }
}
