package org.expool.tests.support;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The output of {@code expool doctor --json}. Immutable. */
public record DoctorReport(JsonLine line) {

    public static DoctorReport parse(String json) {
        return new DoctorReport(JsonLine.parse(json));
    }

    /** The provider that a pool uses for this, in quotes. */
    public String chosen(String ability) {
        return line.get(providers(ability) + ".chosen");
    }

    /** Why a pool does not use this provider, in quotes; null if it does. */
    public String objection(String ability, String provider) {
        return field(providers(ability) + ".rejected", "name", provider, "reason");
    }

    /** The state of what was inspected, in quotes. */
    public String state(String subject) {
        return field("findings", "subject", subject, "state");
    }

    /** What was found there, in quotes. */
    public String found(String subject) {
        return field("findings", "subject", subject, "found");
    }

    private String providers(String ability) {
        return entry("providers", "ability", ability).findFirst().orElseThrow();
    }

    private String field(String list, String key, String value, String wanted) {
        return entry(list, key, value)
                .map(entry -> line.get(entry + "." + wanted))
                .findFirst()
                .orElse(null);
    }

    private Stream<String> entry(String list, String key, String value) {
        Map<String, String> fields = line.fields();
        return IntStream.iterate(0, i -> fields.containsKey(list + "." + i + "." + key), i -> i + 1)
                .mapToObj(i -> list + "." + i)
                .filter(entry -> fields.get(entry + "." + key).equals('"' + value + '"'));
    }
}
