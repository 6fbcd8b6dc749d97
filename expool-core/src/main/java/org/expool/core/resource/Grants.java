package org.expool.core.resource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The units of resources granted to a job. Immutable and thread-safe.
 *
 * @param units their numbers, by resource
 * @param variables environment variables that tell the job its units
 */
public record Grants(Map<String, List<Integer>> units, Map<String, String> variables) {

    /** Nothing. */
    public static final Grants NONE = new Grants(Map.of(), Map.of());

    public Grants {
        units = Map.copyOf(units);
        variables = Map.copyOf(variables);
    }

    static String text(List<Integer> units) {
        return units.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
