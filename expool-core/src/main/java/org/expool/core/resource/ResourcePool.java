package org.expool.core.resource;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.expool.Resource;

/** The free units of the pool's resources; the lowest numbers are granted first. Not thread-safe: part of the scheduler's state. */
public final class ResourcePool {

    private final Map<String, Units> declared = new TreeMap<>();

    /** A resource with its granted units. */
    private record Units(Resource resource, BitSet taken) {

        int free() {
            return resource.count() - taken.cardinality();
        }

        List<Integer> take(int count) {
            List<Integer> given = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int unit = taken.nextClearBit(0);
                taken.set(unit);
                given.add(unit);
            }
            return given;
        }
    }

    /** With all units of these resources free. */
    public ResourcePool(List<Resource> resources) {
        for (Resource resource : resources) {
            declared.put(resource.name(), new Units(resource, new BitSet()));
        }
    }

    /** The number of free units of a resource; 0 if it was not declared. */
    public int free(String name) {
        Units units = declared.get(name);
        return units == null ? 0 : units.free();
    }

    /** Whether the units of a demand are free. */
    public boolean fits(Map<String, Integer> demand) {
        return demand.entrySet().stream().allMatch(entry -> free(entry.getKey()) >= entry.getValue());
    }

    /** Grants the units of a demand; they must be {@linkplain #fits free}. */
    public Grants take(Map<String, Integer> demand) {
        if (demand.isEmpty()) {
            return Grants.NONE;
        }
        Map<String, List<Integer>> units = new TreeMap<>();
        Map<String, String> variables = new TreeMap<>();
        demand.forEach((name, count) -> {
            Units of = units(name);
            List<Integer> given = of.take(count);
            units.put(name, given);
            variables.put(of.resource().variable(), Grants.text(given));
        });
        return new Grants(units, variables);
    }

    /** Releases granted units. */
    public void release(Grants grants) {
        grants.units().forEach((name, units) -> units.forEach(units(name).taken()::clear));
    }

    private Units units(String name) {
        return requireNonNull(declared.get(name), () -> "no resource '" + name + "' was declared");
    }
}
