package org.expool.spi;

/**
 * One property of a host that matters for running jobs. Immutable and thread-safe.
 *
 * @param subject what was checked, in few words: {@code swap}; the same on every host
 * @param state the result
 * @param found what was found, in one line
 * @param advice which package, setting or privilege would help, and why; empty if no action is needed
 */
public record Finding(String subject, State state, String found, String advice) {

    /** The result of a check. */
    public enum State {
        /** As it should be. */
        GOOD("good"),
        /** Works, but could be better or makes measurements less exact. */
        FAIR("fair"),
        /** Absent. */
        MISSING("missing");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The name in the JSON output. */
        public String label() {
            return label;
        }
    }

    /** A good finding. */
    public static Finding good(String subject, String found) {
        return new Finding(subject, State.GOOD, found, "");
    }

    /** A fair finding. */
    public static Finding fair(String subject, String found, String advice) {
        return new Finding(subject, State.FAIR, found, advice);
    }

    /** A missing property. */
    public static Finding missing(String subject, String found, String advice) {
        return new Finding(subject, State.MISSING, found, advice);
    }
}
