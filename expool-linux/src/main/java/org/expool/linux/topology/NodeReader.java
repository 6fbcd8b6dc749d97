package org.expool.linux.topology;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.CpuSet;
import org.expool.MemorySize;
import org.expool.NumaNode;

/** Reads /sys/devices/system/node/nodeN. Not thread-safe. */
final class NodeReader {

    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s*(\\d{1,15}) kB");

    private final Attributes node;
    private final Attributes proc;

    /**
     * Below one tree.
     *
     * @param node the folder devices/system/node
     * @param proc the folder of procfs
     */
    NodeReader(Attributes node, Attributes proc) {
        this.node = node;
        this.proc = proc;
    }

    /** A kernel without NUMA support has no such folder; then there is one node. */
    List<NumaNode> read(CpuSet online) {
        List<Integer> numbers = node.numbered("", "node");
        Optional<CpuSet> listed = node.list("online").filter(set -> !set.isEmpty());
        if (numbers.isEmpty()) {
            return List.of(new NumaNode(0, online, memory(proc.text("meminfo"))));
        }
        return numbers.stream()
                .filter(number -> listed.isEmpty() || listed.get().contains(number))
                .map(number -> read(number, online))
                .toList();
    }

    private NumaNode read(int number, CpuSet online) {
        String folder = "node" + number + "/";
        CpuSet cpus = node.mask(folder + "cpumap")
                .or(() -> node.list(folder + "cpulist"))
                .orElse(CpuSet.empty());
        return new NumaNode(number, cpus.intersection(online), memory(node.text(folder + "meminfo")));
    }

    static MemorySize memory(Optional<String> meminfo) {
        Matcher total = TOTAL.matcher(meminfo.orElse(""));
        return MemorySize.ofBytes(total.find() ? Long.parseLong(total.group(1)) * 1024 : 0);
    }
}
