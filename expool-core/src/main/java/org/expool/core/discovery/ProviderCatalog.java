package org.expool.core.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.expool.ProviderChoice;
import org.expool.ProviderChoice.Rejected;
import org.expool.spi.Availability;
import org.expool.spi.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The providers from which a pool selects: a list, filled by {@link ServiceProviders} or by hand. The available one of the
 * highest priority is selected, of equal ones the first by name. Immutable and thread-safe.
 */
public final class ProviderCatalog {

    private final List<Provider> providers;

    private ProviderCatalog(List<Provider> providers) {
        this.providers = providers;
    }

    /** A catalogue of these providers, of any kinds. */
    public static ProviderCatalog of(Collection<? extends Provider> providers) {
        return new ProviderCatalog(List.copyOf(providers));
    }

    /**
     * Selects a provider of one ability.
     *
     * @param ability its contract
     * @param asked the name of the only one allowed, also an older one, or null for the best
     */
    public <P extends Provider> Selection<P> select(Class<P> ability, @Nullable String asked) {
        String name = asked == null ? null : OlderNames.current(ability, asked);
        P chosen = null;
        List<P> others = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (P candidate : candidates(ability)) {
            String reason = whyUnusable(candidate, name);
            if (reason == null) {
                if (chosen == null) {
                    chosen = candidate;
                    continue;
                }
                others.add(candidate);
                reason = Ranking.reasonAgainst(candidate, chosen);
            }
            rejected.add(new Rejected(candidate.name(), candidate.promise(), reason));
        }
        String kind = ability.getSimpleName();
        return new Selection<>(
                chosen,
                chosen == null
                        ? new ProviderChoice(kind, "", "", "", rejected)
                        : new ProviderChoice(
                                kind,
                                chosen.name(),
                                chosen.promise(),
                                name == null ? Ranking.reasonFor(chosen, others) : "requested by name",
                                rejected),
                name);
    }

    /** The available providers of one ability, the best first. */
    public <P extends Provider> List<P> available(Class<P> ability) {
        return candidates(ability).stream()
                .filter(candidate -> candidate.availability() instanceof Availability.Available)
                .toList();
    }

    private <P extends Provider> List<P> candidates(Class<P> ability) {
        return providers.stream()
                .filter(ability::isInstance)
                .map(ability::cast)
                .sorted(Comparator.<P>comparingInt(Provider::priority)
                        .reversed()
                        .thenComparing(Provider::name))
                .toList();
    }

    private static @Nullable String whyUnusable(Provider candidate, @Nullable String name) {
        if (name != null && !candidate.name().equals(name)) {
            return name + " was requested";
        }
        return candidate.availability() instanceof Availability.Unavailable unavailable ? unavailable.reason() : null;
    }
}
