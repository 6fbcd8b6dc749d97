package org.expool;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Detects how the CPUs of a host are numbered. Immutable and thread-safe. */
final class EnumerationDetector {

    private final CpuTopology topology;
    private final int[] cpus;
    private final Map<Integer, Integer> cores;
    private final Map<Integer, Integer> nodes;

    EnumerationDetector(CpuTopology topology) {
        this.topology = topology;
        this.cpus = topology.cpus().stream().toArray();
        this.cores = CpuTopology.positions(topology.cores());
        this.nodes = CpuTopology.positions(
                topology.nodes().stream().map(NumaNode::cpus).toList());
    }

    CpuEnumeration detect() {
        if (ascends(this::node) && ascends(this::core)) {
            return CpuEnumeration.SEQUENTIAL;
        }
        if (!ascends(cpu -> thread(cpu) * cpus.length + core(cpu))) {
            return CpuEnumeration.IRREGULAR;
        }
        if (ascends(cpu -> thread(cpu) * (topology.nodes().size() + 1) + node(cpu))) {
            return CpuEnumeration.BLOCK;
        }
        return alternates() ? CpuEnumeration.CROSS_NODE : CpuEnumeration.IRREGULAR;
    }

    private boolean ascends(IntUnaryOperator place) {
        for (int i = 1; i < cpus.length; i++) {
            if (place.applyAsInt(cpus[i]) < place.applyAsInt(cpus[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean alternates() {
        for (int i = 1; i < cpus.length; i++) {
            if (node(cpus[i]) == node(cpus[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private int node(int cpu) {
        return nodes.getOrDefault(cpu, topology.nodes().size());
    }

    private int core(int cpu) {
        return requireNonNull(cores.get(cpu), () -> "CPU " + cpu + " is on no core");
    }

    /** Its position among the threads of its core, from 0. */
    private int thread(int cpu) {
        List<CpuSet> all = topology.cores();
        return (int) all.get(core(cpu)).stream().filter(other -> other < cpu).count();
    }
}
