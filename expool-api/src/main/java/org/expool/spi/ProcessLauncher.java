package org.expool.spi;

/** Starts commands and reports when they end. One launcher serves any number of pools. Thread-safe. */
public interface ProcessLauncher extends Provider {

    /**
     * Opens the threads and descriptors for one pool.
     *
     * @param name the pool's name, for the names of threads
     * @param events receives starts and exits, on threads of the launcher
     */
    LaunchSession open(String name, LaunchEvents events);

    /** Whether {@link LaunchSession#freeze} can work. */
    default boolean canFreeze() {
        return false;
    }
}
