package org.expool.spi;

/**
 * The common part of all providers. Thread-safe; instantiation must be cheap, as providers that are not selected are
 * instantiated as well.
 */
public interface Provider {

    /** A short name by which it can be selected: lower case, words joined by hyphens. */
    String name();

    /** Of the available providers the one with the highest priority is used; see the package for the scale. */
    int priority();

    /**
     * Its guarantee where it is available, in a word shared with other providers of its kind; the stronger it is, the higher
     * the {@link #priority()}. Empty by default, where all guarantee the same.
     */
    default String promise() {
        return "";
    }

    /**
     * Whether it can be used on this host; called when a pool is built, possibly more than once, also for providers that are
     * not selected. Must not throw, and must return quickly.
     */
    Availability availability();
}
