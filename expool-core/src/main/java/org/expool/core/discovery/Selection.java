package org.expool.core.discovery;

import java.util.stream.Collectors;
import org.expool.ProviderChoice;
import org.expool.spi.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a choice among providers. Immutable and thread-safe.
 *
 * @param provider the best available, or null if there is none
 * @param choice the same for people to read, with the reasons against the others
 */
public record Selection<P extends Provider>(@Nullable P provider, ProviderChoice choice) {

    /** Why there is none, in one line. */
    public String reasons() {
        return choice.rejected().isEmpty()
                ? "no provider was found"
                : choice.rejected().stream()
                        .map(rejected -> rejected.name() + ": " + rejected.reason())
                        .collect(Collectors.joining("; "));
    }
}
