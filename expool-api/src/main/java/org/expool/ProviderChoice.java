package org.expool;

import java.util.List;

/**
 * Which provider of one ability a pool uses, and why not the others. Immutable and thread-safe.
 *
 * @param ability the contract's simple name: {@code ProcessLauncher}
 * @param chosen the name of the provider in use; empty if the pool works without this ability
 * @param rejected the others, in the order in which they were considered
 */
public record ProviderChoice(String ability, String chosen, List<Rejected> rejected) {

    /** Copies the list. */
    public ProviderChoice {
        rejected = List.copyOf(rejected);
    }

    /**
     * A provider that is not in use.
     *
     * @param name its name
     * @param reason why not
     */
    public record Rejected(String name, String reason) {}
}
