package org.expool.core.discovery;

import org.expool.ProviderChoice;
import org.expool.spi.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a choice among providers. Immutable and thread-safe.
 *
 * @param provider the best available, or null if there is none
 * @param choice the same for people to read, with the reasons against the others
 */
public record Selection<P extends Provider>(@Nullable P provider, ProviderChoice choice) {}
