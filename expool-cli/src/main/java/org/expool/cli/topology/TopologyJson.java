package org.expool.cli.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;
import org.expool.cli.report.JsonFields;

/** Writes one host: its counts, its nodes, and for each CPU the objects that contain it. Used once. */
final class TopologyJson {

    private final CpuTopology topology;
    private final JsonFields json;

    TopologyJson(CpuTopology topology, JsonFields json) {
        this.topology = topology;
        this.json = json;
    }

    void write(String name) {
        json.text("name", name);
        json.number("puCount", topology.cpus().size());
        json.number("coreCount", topology.cores().size());
        json.number("packageCount", topology.packages().size());
        json.number("l2Count", topology.caches(2).size());
        json.number("l3Count", topology.caches(3).size());
        json.number("nodeCount", topology.nodes().size());
        json.number("smtWidthMax", topology.threadsPerCore());
        json.number("smtWidthMin", topology.minThreadsPerCore());
        json.text("allowedCpus", topology.allowedCpus().toString());
        json.text("allowedNodes", topology.allowedNodes().toString());
        json.objects("nodes", topology.nodes(), this::writeNode);
        writeUnits();
    }

    private void writeNode(NumaNode node) {
        json.number("os", node.id());
        json.text("cpus", node.cpus().toString());
        json.number("memBytes", node.memory().bytes());
    }

    private void writeUnits() {
        Map<String, Map<Integer, Integer>> objects = new HashMap<>();
        objects.put("core", CpuTopology.positions(topology.cores()));
        objects.put("package", CpuTopology.positions(topology.packages()));
        for (int level = 1; level <= 3; level++) {
            List<CpuSet> caches =
                    topology.caches(level).stream().map(CpuCache::cpus).toList();
            objects.put("l" + level, CpuTopology.positions(caches));
        }
        objects.put("kind", CpuTopology.positions(topology.kinds()));
        List<Integer> cpus = topology.cpus().stream().boxed().toList();
        json.objects("pus", cpus, cpu -> writeUnit(cpu, objects));
    }

    private void writeUnit(int cpu, Map<String, Map<Integer, Integer>> objects) {
        json.number("os", cpu);
        for (String type : List.of("core", "package", "l1", "l2", "l3")) {
            json.number(type, objects.getOrDefault(type, Map.of()).get(cpu));
        }
        CpuSet nodes = topology.nodesOf(CpuSet.of(cpu));
        json.number("node", nodes.isEmpty() ? null : nodes.first());
        json.numbers("memNodes", nodes.stream().boxed().toList());
        json.number("kind", objects.getOrDefault("kind", Map.of()).get(cpu));
    }
}
