package org.expool.spi;

/** What all providers have in common. Thread-safe; making one must be cheap, for those that lose are made as well. */
public interface Provider {

    /** A short name by which it can be asked for: lower case, words joined by hyphens. */
    String name();

    /** The higher, the better; see the package for the ladder. */
    int priority();

    /**
     * What it promises where it is available, in a word that others of its kind use as well; of two the one that promises more
     * has the higher {@link #priority()}. Empty, as by default, where all promise the same.
     */
    default String promise() {
        return "";
    }

    /**
     * Whether it can work here; called when a pool is built, perhaps more than once, also of those that lose. Must not
     * throw, and not take long.
     */
    Availability availability();
}
