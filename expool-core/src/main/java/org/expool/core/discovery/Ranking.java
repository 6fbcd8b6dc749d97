package org.expool.core.discovery;

import java.util.List;
import org.expool.spi.Provider;

/** Why of several providers that all could be used one is, in words. Stateless. */
final class Ranking {

    private Ranking() {}

    /** Why not the one that comes later. */
    static String against(Provider beaten, Provider chosen) {
        String higher = chosen.name() + " has a higher priority";
        if (chosen.promise().isEmpty()) {
            return higher;
        }
        return higher + (isEqual(beaten, chosen) ? ": it promises the same at a lower price" : ": it promises more");
    }

    /**
     * Why the first.
     *
     * @param beaten the others that could be used
     */
    static String inFavour(Provider chosen, List<? extends Provider> beaten) {
        if (beaten.isEmpty()) {
            return "the only one that can be used here";
        }
        if (chosen.promise().isEmpty()) {
            return "the best that can be used here";
        }
        boolean hasEquals = beaten.stream().anyMatch(other -> isEqual(other, chosen));
        return "promises the most of those that can be used here" + (hasEquals ? ", at the lowest price" : "");
    }

    private static boolean isEqual(Provider one, Provider other) {
        return one.promise().equals(other.promise());
    }
}
