package org.expool;

/**
 * Makes pools: the engine behind {@link ExecPool}, found by {@link java.util.ServiceLoader} or bound by hand.
 * Thread-safe.
 */
public interface PoolProvider {

    /**
     * Makes a pool and starts its threads; the caller closes it.
     *
     * @throws InvalidSettingsException with every setting that this engine cannot honour
     * @throws ProviderMissingException if a required ability has no available provider
     */
    ExecPool create(PoolSettings settings);

    /** Describes a pool that this engine will make. */
    default PoolBuilder builder() {
        return new PoolBuilder(this);
    }
}
