package org.expool.spi;

/** Starts commands and tells when they end. One launcher serves any number of pools. Thread-safe. */
public interface ProcessLauncher extends Provider {

    /**
     * Opens what one pool needs: threads, descriptors.
     *
     * @param name the pool's name, for the names of threads
     * @param events told of everything that happens, from threads of the launcher's own
     */
    LaunchSession open(String name, LaunchEvents events);

    /** Whether {@link LaunchSession#freeze} can work. */
    default boolean canFreeze() {
        return false;
    }
}
