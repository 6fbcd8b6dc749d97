package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.expool.CpuDemand;

/** Chooses the cores to reserve for a waiting demand: the set with the most free cores. Stateless. */
final class ReservationPicker {

    private final Occupancy occupancy;

    ReservationPicker(Occupancy occupancy) {
        this.occupancy = occupancy;
    }

    /** Cores without another reservation; empty if there are too few. */
    Optional<List<Core>> choose(TopologyNode root, CpuDemand demand) {
        if (demand instanceof CpuDemand.Whole whole) {
            List<TopologyNode> objects = new ArrayList<>();
            collect(root, whole.level(), objects);
            return objects.stream()
                    .min(Comparator.comparingInt(this::busyCores))
                    .map(TopologyNode::cores);
        }
        return root.children().stream()
                .map(node -> ofNode(node, demand))
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(cores ->
                        cores.stream().filter(core -> !occupancy.isIdle(core)).count()));
    }

    private void collect(TopologyNode object, CpuDemand.Level level, List<TopologyNode> objects) {
        if (occupancy.is(object, level)) {
            if (occupancy.unreservedCores(object) == object.cores().size()) {
                objects.add(object);
            }
            return;
        }
        object.children().forEach(child -> collect(child, level, objects));
    }

    private int busyCores(TopologyNode object) {
        return object.cores().size() - occupancy.idleCores(object);
    }

    private Optional<List<Core>> ofNode(TopologyNode node, CpuDemand demand) {
        List<Core> chosen = new ArrayList<>();
        int missing = size(demand);
        List<Core> idleFirst = node.cores().stream()
                .filter(core -> !occupancy.isWithheld(core))
                .sorted(Comparator.comparing((Core core) -> !occupancy.isIdle(core)))
                .toList();
        for (Core core : idleFirst) {
            if (missing > 0) {
                chosen.add(core);
                missing -= weight(core, demand);
            }
        }
        return missing > 0 ? Optional.empty() : Optional.of(chosen);
    }

    private static int size(CpuDemand demand) {
        return demand instanceof CpuDemand.Cores cores ? cores.count() : ((CpuDemand.Threads) demand).count();
    }

    private static int weight(Core core, CpuDemand demand) {
        return demand instanceof CpuDemand.Cores ? 1 : core.threads().size();
    }
}
