package org.expool.bench.machine;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.Guarantee;

/**
 * A kind of containment. Immutable and thread-safe.
 *
 * @param name of its provider
 * @param guarantee what it promises
 * @param availability whether it can be used here
 */
public record Level(String name, Guarantee guarantee, Availability availability) {

    /** All levels, the best first. */
    public static List<Level> all() {
        return ServiceLoader.load(Containment.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Containment::guarantee)
                        .thenComparing(Containment::priority)
                        .reversed())
                .map(each -> new Level(each.name(), each.guarantee(), each.availability()))
                .toList();
    }

    /** Whether it can be used here. */
    public boolean isAvailable() {
        return availability == Availability.available();
    }

    /** Whether it guarantees that no process escapes. */
    public boolean isStrict() {
        return guarantee == Guarantee.STRICT;
    }

    /** Its name and guarantee. */
    @Override
    public String toString() {
        return name + " (" + guarantee.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
