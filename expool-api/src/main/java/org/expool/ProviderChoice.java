package org.expool;

import java.util.List;

/**
 * Which provider of one ability a pool uses, and why not the others. Immutable and thread-safe.
 *
 * @param ability the contract's simple name: {@code ProcessLauncher}
 * @param chosen the name of the provider in use; empty if the pool works without this ability
 * @param guarantee what that promises, as {@link org.expool.spi.Provider#promise}: {@code strict}; empty if there is none in use
 *     or nothing to tell apart
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
     * @param guarantee what it would promise; empty if there is nothing to tell apart
     * @param reason why it is not
     */
    public record Rejected(String name, String guarantee, String reason) {}
}
