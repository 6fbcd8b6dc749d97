package org.expool.core.discovery;

import java.util.List;
import java.util.stream.Collectors;
import org.expool.ProviderChoice;
import org.expool.ProviderChoice.Rejected;
import org.expool.spi.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The result of selecting a provider. Immutable and thread-safe.
 *
 * @param provider the best available, or null for none
 * @param choice the same as text, with the reasons against the others
 * @param requestedName the name of the only one allowed, or null
 */
public record Selection<P extends Provider>(
        @Nullable P provider,
        ProviderChoice choice,
        @Nullable String requestedName) {

    /** Why there is none, in one line; if one was requested by name, why not that one. */
    public String reasons() {
        if (choice.rejected().isEmpty()) {
            return "no provider was found";
        }
        List<Rejected> considered = choice.rejected().stream()
                .filter(rejected -> requestedName == null || rejected.name().equals(requestedName))
                .toList();
        return considered.isEmpty()
                ? "there is no provider '" + requestedName + "'; there are "
                        + choice.rejected().stream().map(Rejected::name).collect(Collectors.joining(", "))
                : considered.stream()
                        .map(rejected -> rejected.name() + ": " + rejected.reason())
                        .collect(Collectors.joining("; "));
    }
}
