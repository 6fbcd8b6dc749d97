package org.expool.spi;

/** Whether a provider can work here. Immutable and thread-safe. */
public sealed interface Availability {

    /** It can. */
    static Availability available() {
        return Available.YES;
    }

    /**
     * It cannot.
     *
     * @param reason what is missing, and what would bring it
     */
    static Availability unavailable(String reason) {
        return new Unavailable(reason);
    }

    /** It can work here. */
    enum Available implements Availability {
        /** The only one. */
        YES
    }

    /**
     * It cannot work here.
     *
     * @param reason what is missing, and what would bring it
     */
    record Unavailable(String reason) implements Availability {}
}
