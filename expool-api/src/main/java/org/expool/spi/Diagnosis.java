package org.expool.spi;

import java.util.List;

/**
 * Tells what this machine offers and lacks for running jobs; found by {@link java.util.ServiceLoader}, all that there
 * are. Thread-safe.
 */
public interface Diagnosis {

    /** Looks now; nothing where this is not its platform. Changes nothing, and does not throw. */
    List<Finding> findings();
}
