package org.expool;

import java.util.List;

/**
 * The provider that a pool uses for one ability, and why the others are not used. Immutable and thread-safe.
 *
 * @param ability the contract's simple name: {@code ProcessLauncher}
 * @param chosen the name of the provider in use; empty if the pool works without this ability
 * @param guarantee its guarantee, as {@link org.expool.spi.Provider#promise}: {@code strict}; empty if no provider is
 *     in use or this ability has no guarantees
 * @param reason why it was chosen; empty if none was
 * @param rejected the others, in the order in which they were considered
 */
public record ProviderChoice(String ability, String chosen, String guarantee, String reason, List<Rejected> rejected) {

    /** Copies the list. */
    public ProviderChoice {
        rejected = List.copyOf(rejected);
    }

    /**
     * A provider that is not in use.
     *
     * @param name its name
     * @param guarantee its guarantee; empty if this ability has none
     * @param reason why it is not used
     */
    public record Rejected(String name, String guarantee, String reason) {}
}
