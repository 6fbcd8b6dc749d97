package org.expool.cli.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one machine: its counts, its nodes, and of each CPU of which objects it is part. Used once. */
final class TopologyJson {

    private final CpuTopology topology;
    private final JsonGenerator json;

    TopologyJson(CpuTopology topology, JsonGenerator json) {
        this.topology = topology;
        this.json = json;
    }

    void write(String name) {
        json.writeStringProperty("name", name);
        json.writeNumberProperty("puCount", topology.cpus().size());
        json.writeNumberProperty("coreCount", topology.cores().size());
        json.writeNumberProperty("packageCount", topology.packages().size());
        json.writeNumberProperty("l2Count", topology.caches(2).size());
        json.writeNumberProperty("l3Count", topology.caches(3).size());
        json.writeNumberProperty("nodeCount", topology.nodes().size());
        json.writeNumberProperty("smtWidthMax", topology.threadsPerCore());
        json.writeNumberProperty("smtWidthMin", topology.leastThreadsPerCore());
        json.writeStringProperty("allowedCpus", topology.allowedCpus().toString());
        json.writeStringProperty("allowedNodes", topology.allowedNodes().toString());
        json.writeName("nodes");
        json.writeStartArray();
        topology.nodes().forEach(this::writeNode);
        json.writeEndArray();
        writeUnits();
    }

    private void writeNode(NumaNode node) {
        json.writeStartObject();
        json.writeNumberProperty("os", node.id());
        json.writeStringProperty("cpus", node.cpus().toString());
        json.writeNumberProperty("memBytes", node.memory().bytes());
        json.writeEndObject();
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
        json.writeName("pus");
        json.writeStartArray();
        topology.cpus().stream().forEach(cpu -> writeUnit(cpu, objects));
        json.writeEndArray();
    }

    private void writeUnit(int cpu, Map<String, Map<Integer, Integer>> objects) {
        json.writeStartObject();
        json.writeNumberProperty("os", cpu);
        for (String type : List.of("core", "package", "l1", "l2", "l3")) {
            number(type, objects.getOrDefault(type, Map.of()).get(cpu));
        }
        CpuSet nodes = topology.nodesOf(CpuSet.of(cpu));
        number("node", nodes.isEmpty() ? null : nodes.first());
        json.writeName("memNodes");
        json.writeStartArray();
        nodes.stream().forEach(json::writeNumber);
        json.writeEndArray();
        number("kind", objects.getOrDefault("kind", Map.of()).get(cpu));
        json.writeEndObject();
    }

    private void number(String name, @Nullable Integer value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }
}
