package org.expool.core.discovery;

import java.util.Map;
import org.expool.spi.Provider;
import org.expool.spi.TerminationPolicy;

/** Names that providers had in earlier versions and by which they can still be selected, until 1.0. Stateless. */
final class OlderNames {

    private static final Map<Class<? extends Provider>, Map<String, String>> CURRENT =
            Map.of(TerminationPolicy.class, Map.of("seed", "heaviest-first"));

    private OlderNames() {}

    /** The present name of the provider that has or had this name. */
    static String current(Class<? extends Provider> ability, String name) {
        return CURRENT.getOrDefault(ability, Map.of()).getOrDefault(name, name);
    }
}
