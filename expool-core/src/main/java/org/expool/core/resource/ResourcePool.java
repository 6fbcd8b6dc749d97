package org.expool.core.resource;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.expool.Resource;

/** Which units of the pool's resources are free; the lowest numbers are given first. Owned by one thread. */
public final class ResourcePool {

    private final Map<String, Units> declared = new TreeMap<>();

    /** A resource, and which of its units are taken. */
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

    /** All units of these are free. */
    public ResourcePool(List<Resource> resources) {
        for (Resource resource : resources) {
            declared.put(resource.name(), new Units(resource, new BitSet()));
        }
    }

    /** How many units of a resource are free; none of one that was not declared. */
    public int free(String name) {
        Units units = declared.get(name);
        return units == null ? 0 : units.free();
    }

    /** Whether so many units are free of each. */
    public boolean fits(Map<String, Integer> demand) {
        return demand.entrySet().stream().allMatch(entry -> free(entry.getKey()) >= entry.getValue());
    }

    /** Takes units that {@linkplain #fits are free}. */
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

    /** Gives back what was taken. */
    public void giveBack(Grants grants) {
        grants.units().forEach((name, units) -> units.forEach(units(name).taken()::clear));
    }

    private Units units(String name) {
        return requireNonNull(declared.get(name), () -> "no resource '" + name + "' was declared");
    }
}
