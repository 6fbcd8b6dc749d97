package org.expool.spi;

/** Whether a provider can be used on this host. Immutable and thread-safe. */
public sealed interface Availability {

    /** The provider can be used. */
    static Availability available() {
        return Available.YES;
    }

    /**
     * The provider cannot be used.
     *
     * @param reason what is missing, and what provides it
     */
    static Availability unavailable(String reason) {
        return new Unavailable(reason);
    }

    /** The provider can be used. */
    enum Available implements Availability {
        /** The only value. */
        YES
    }

    /**
     * The provider cannot be used.
     *
     * @param reason what is missing, and what provides it
     */
    record Unavailable(String reason) implements Availability {}
}
