package org.expool.spi;

/** What all providers have in common. Thread-safe; making one must be cheap, for those that lose are made as well. */
public interface Provider {

    /** A short name by which it can be asked for: lower case, words joined by hyphens. */
    String name();

    /** The higher, the better; see the package for the ladder. */
    int priority();

    /**
     * Whether it can work here; called when a pool is built, perhaps more than once, also of those that lose. Must not
     * throw, and not take long.
     */
    Availability availability();
}
