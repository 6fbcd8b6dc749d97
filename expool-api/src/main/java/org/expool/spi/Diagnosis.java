package org.expool.spi;

import java.util.List;

/**
 * Checks what this host offers and lacks for running jobs. All implementations found by {@link java.util.ServiceLoader} are
 * used. Thread-safe.
 */
public interface Diagnosis {

    /** Checks now; empty on other platforms. Changes nothing, and does not throw. */
    List<Finding> findings();
}
