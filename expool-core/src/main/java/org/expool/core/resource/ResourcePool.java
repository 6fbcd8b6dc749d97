package org.expool.core.resource;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.expool.Resource;

/** Which units of the pool's resources are free; the lowest numbers are given first. Owned by one thread. */
public final class ResourcePool {

    private final Map<String, Resource> declared = new TreeMap<>();
    private final Map<String, BitSet> taken = new TreeMap<>();

    /** All units of these are free. */
    public ResourcePool(List<Resource> resources) {
        for (Resource resource : resources) {
            declared.put(resource.name(), resource);
            taken.put(resource.name(), new BitSet());
        }
    }

    /** How many units of a resource are free; none of one that was not declared. */
    public int free(String name) {
        Resource resource = declared.get(name);
        return resource == null ? 0 : resource.count() - taken.get(name).cardinality();
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
            List<Integer> given = take(name, count);
            units.put(name, given);
            variables.put(declared.get(name).variable(), Grants.text(given));
        });
        return new Grants(units, variables);
    }

    private List<Integer> take(String name, int count) {
        BitSet used = taken.get(name);
        List<Integer> given = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int unit = used.nextClearBit(0);
            used.set(unit);
            given.add(unit);
        }
        return given;
    }

    /** Gives back what was taken. */
    public void giveBack(Grants grants) {
        grants.units()
                .forEach((name, units) -> units.forEach(unit -> taken.get(name).clear(unit)));
    }
}
