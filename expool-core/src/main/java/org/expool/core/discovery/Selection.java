package org.expool.core.discovery;

import java.util.List;
import java.util.stream.Collectors;
import org.expool.ProviderChoice;
import org.expool.ProviderChoice.Rejected;
import org.expool.spi.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a choice among providers. Immutable and thread-safe.
 *
 * @param provider the best available, or null if there is none
 * @param choice the same for people to read, with the reasons against the others
 * @param asked the name of the only one allowed, or null
 */
public record Selection<P extends Provider>(
        @Nullable P provider,
        ProviderChoice choice,
        @Nullable String asked) {

    /** Why there is none, in one line; of one that was asked for, why not that one. */
    public String reasons() {
        if (choice.rejected().isEmpty()) {
            return "no provider was found";
        }
        List<Rejected> wanted = choice.rejected().stream()
                .filter(rejected -> asked == null || rejected.name().equals(asked))
                .toList();
        return wanted.isEmpty()
                ? "there is no provider '" + asked + "'; there are "
                        + choice.rejected().stream().map(Rejected::name).collect(Collectors.joining(", "))
                : wanted.stream()
                        .map(rejected -> rejected.name() + ": " + rejected.reason())
                        .collect(Collectors.joining("; "));
    }
}
