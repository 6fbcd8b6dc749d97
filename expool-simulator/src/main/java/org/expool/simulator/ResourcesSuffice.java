package org.expool.simulator;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.Resource;

/** A job with a worker has as many units as it asks for; every unit exists and belongs to one job at most. */
final class ResourcesSuffice extends Invariant {

    private final Map<String, Integer> counts = new HashMap<>();

    ResourcesSuffice(ReferenceModel model) {
        super(model);
        for (Resource resource : model.settings.resources()) {
            counts.put(resource.name(), resource.count());
        }
    }

    @Override
    void handled() {
        if (counts.isEmpty()) {
            return;
        }
        Map<String, BitSet> occupied = new HashMap<>();
        for (SimulatedJob job : model.occupants) {
            if (!job.unsure) {
                job.job().resources().forEach((name, count) -> check(job, name, count, occupied));
            }
        }
    }

    private void check(SimulatedJob job, String name, int count, Map<String, BitSet> occupied) {
        List<Integer> units = job.grants().units().getOrDefault(name, List.of());
        if (units.size() != count) {
            throw broken(job + " has " + units + " of " + name + ", but asked for " + count);
        }
        BitSet taken = occupied.computeIfAbsent(name, key -> new BitSet());
        for (int unit : units) {
            if (unit >= counts.getOrDefault(name, 0) || taken.get(unit)) {
                throw broken(job + " has the unit " + unit + " of " + name + ", which is not free");
            }
            taken.set(unit);
        }
    }
}
