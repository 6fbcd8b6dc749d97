package org.expool.core.discovery;

import java.util.List;
import org.expool.spi.Provider;

/** Explains the selection among several available providers. Stateless. */
final class Ranking {

    private Ranking() {}

    /** Why another available provider was not selected. */
    static String reasonAgainst(Provider others, Provider chosen) {
        String higher = chosen.name() + " has a higher priority";
        if (chosen.promise().isEmpty()) {
            return higher;
        }
        return higher + (isEqual(others, chosen) ? ": same guarantee, cheaper" : ": stronger guarantee");
    }

    /**
     * Why a provider was selected.
     *
     * @param others the other available ones
     */
    static String reasonFor(Provider chosen, List<? extends Provider> others) {
        if (others.isEmpty()) {
            return "the only one available";
        }
        if (chosen.promise().isEmpty()) {
            return "the best available";
        }
        boolean hasEquals = others.stream().anyMatch(other -> isEqual(other, chosen));
        return "strongest guarantee available" + (hasEquals ? "; the cheapest of those" : "");
    }

    private static boolean isEqual(Provider one, Provider other) {
        return one.promise().equals(other.promise());
    }
}
