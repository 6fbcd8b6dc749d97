package org.expool;

/**
 * Creates pools: the engine behind {@link ExecPool}, found by {@link java.util.ServiceLoader} or bound by dependency injection.
 * Thread-safe.
 */
public interface PoolProvider {

    /**
     * Creates a pool and starts its threads; the caller closes it.
     *
     * @throws InvalidSettingsException with every setting that this engine does not support
     * @throws ProviderMissingException if a required ability has no available provider
     */
    ExecPool create(PoolSettings settings);

    /** A builder whose pool is created by this engine. */
    default PoolBuilder builder() {
        return new PoolBuilder(this);
    }
}
