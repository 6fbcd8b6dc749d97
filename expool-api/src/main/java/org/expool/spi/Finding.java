package org.expool.spi;

/**
 * One thing that a machine offers or lacks. Immutable and thread-safe.
 *
 * @param subject what was looked at, in few words: {@code swap}; the same on every machine
 * @param state how it is
 * @param found what is there, in one line
 * @param advice what to do about it: which package, setting or right brings it, and what for; empty if nothing is to be
 *     done
 */
public record Finding(String subject, State state, String found, String advice) {

    /** How a thing is. */
    public enum State {
        /** As it should be. */
        GOOD("good"),
        /** Works, but could be better or makes measurements less exact. */
        FAIR("fair"),
        /** Not there. */
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

    /** It is as it should be. */
    public static Finding good(String subject, String found) {
        return new Finding(subject, State.GOOD, found, "");
    }

    /** It could be better. */
    public static Finding fair(String subject, String found, String advice) {
        return new Finding(subject, State.FAIR, found, advice);
    }

    /** It is not there. */
    public static Finding missing(String subject, String found, String advice) {
        return new Finding(subject, State.MISSING, found, advice);
    }
}
