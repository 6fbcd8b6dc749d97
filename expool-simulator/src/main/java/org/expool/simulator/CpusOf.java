package org.expool.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.expool.CpuCache;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;
import org.expool.core.affinity.CpuLayout;

/** Which CPUs meet a demand, computed from the whole layout each time. Immutable. */
final class CpusOf {

    private final CpuLayout layout;
    private final CpuTopology topology;

    private CpusOf(CpuLayout layout) {
        this.layout = layout;
        this.topology = layout.topology();
    }

    static CpusOf layout(ReferenceModel model) {
        return new CpusOf(Objects.requireNonNull(model.layout, "a job asks for CPUs before they are known"));
    }

    int slots() {
        return layout.slots().size();
    }

    /** Whether a demand can be met beside what is in use. */
    boolean allow(CpuSet taken, CpuDemand demand) {
        if (demand instanceof CpuDemand.Threads some) {
            return nodes().stream()
                    .anyMatch(node -> CpuSet.union(node).minus(taken).size() >= some.count());
        } else if (demand instanceof CpuDemand.Cores some) {
            return nodes().stream()
                    .anyMatch(node -> node.stream()
                                    .filter(core -> !core.intersects(taken))
                                    .count()
                            >= some.count());
        } else if (demand instanceof CpuDemand.Whole whole) {
            return objects(whole.level()).stream().anyMatch(object -> !object.intersects(taken));
        }
        return layout.slots().stream().anyMatch(slot -> !slot.intersects(taken))
                || (!layout.unit().equals(demand) && allow(taken, layout.unit()));
    }

    boolean meet(CpuSet given, CpuDemand demand) {
        boolean near = nodes().stream().anyMatch(node -> CpuSet.union(node).containsAll(given));
        if (demand instanceof CpuDemand.Threads some) {
            return near && given.size() == some.count();
        } else if (demand instanceof CpuDemand.Cores some) {
            List<CpuSet> touched = new ArrayList<>();
            nodes().forEach(node -> node.stream().filter(given::intersects).forEach(touched::add));
            return near
                    && touched.size() == some.count()
                    && CpuSet.union(touched).equals(given);
        } else if (demand instanceof CpuDemand.Whole whole) {
            return objects(whole.level()).contains(given);
        }
        return layout.slots().contains(given) || meet(given, layout.unit());
    }

    /** The allowed threads of the cores of each node. */
    private Collection<List<CpuSet>> nodes() {
        Map<Integer, List<CpuSet>> nodes = new HashMap<>();
        for (CpuSet core : topology.cores()) {
            CpuSet threads = core.intersection(topology.allowedCpus());
            if (!threads.isEmpty()) {
                nodes.computeIfAbsent(topology.nodeOf(threads.first()).orElse(-1), key -> new ArrayList<>())
                        .add(threads);
            }
        }
        return nodes.values();
    }

    private List<CpuSet> objects(CpuDemand.Level level) {
        List<CpuSet> objects = switch (level) {
            case L2 -> topology.caches(2).stream().map(CpuCache::cpus).toList();
            case L3 -> topology.caches(3).stream().map(CpuCache::cpus).toList();
            case NODE -> topology.nodes().stream().map(NumaNode::cpus).toList();
        };
        return objects.stream()
                .map(object -> object.intersection(topology.allowedCpus()))
                .filter(object -> !object.isEmpty())
                .toList();
    }
}
