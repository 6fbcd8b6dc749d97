package org.expool.cli.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;

/**
 * A host as boxes within boxes: packages, nodes, L3 and L2 caches, in these the cores with their threads. CPUs that
 * are not allowed are in parentheses. Immutable and thread-safe.
 */
public final class TopologyDrawing {

    private static final int WIDTH = 100;

    private final CpuTopology topology;

    public TopologyDrawing(CpuTopology topology) {
        this.topology = topology;
    }

    /** The drawing, each line with its end. */
    public String draw() {
        List<Part> parts = parts();
        Part whole = new Part("", topology.cpus());
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            parts.subList(0, i).stream()
                    .filter(outer -> outer.cpus.containsAll(parts.get(part).cpus))
                    .reduce((first, later) -> later)
                    .orElse(whole)
                    .inner
                    .add(parts.get(i));
        }
        topology.cores().forEach(core -> innermost(whole, core).cores.add(core));
        Stream<String> lines = Stream.concat(summary(), box(whole).inside(WIDTH).stream());
        return Stream.concat(lines, memoryOnly())
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static final class Part {
        private final String title;
        private final CpuSet cpus;
        private final List<Part> inner = new ArrayList<>();
        private final List<CpuSet> cores = new ArrayList<>();

        private Part(String title, CpuSet cpus) {
            this.title = title;
            this.cpus = cpus;
        }
    }

    /** The larger, the earlier; of equal ones, in the order in which they are usually nested. */
    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < topology.packages().size(); i++) {
            parts.add(new Part("package " + i, topology.packages().get(i)));
        }
        for (NumaNode node : topology.nodes()) {
            if (!node.cpus().isEmpty()) {
                parts.add(new Part("node " + node.id() + size(node.memory()), node.cpus()));
            }
        }
        for (int level = 3; level >= 2; level--) {
            for (CpuCache cache : topology.caches(level)) {
                parts.add(new Part("L" + level + size(cache.size()), cache.cpus()));
            }
        }
        parts.sort(Comparator.comparingInt(part -> -part.cpus.size()));
        return parts;
    }

    private static String size(MemorySize size) {
        return size.bytes() == 0 ? "" : " " + size;
    }

    private static Part innermost(Part part, CpuSet core) {
        return part.inner.stream()
                .filter(inner -> inner.cpus.containsAll(core))
                .findFirst()
                .map(inner -> innermost(inner, core))
                .orElse(part);
    }

    private Box box(Part part) {
        List<Part> inOrder = part.inner.stream()
                .sorted(Comparator.comparingInt(inner -> inner.cpus.first()))
                .toList();
        return new Box(
                part.title,
                part.cores.stream().map(this::core).toList(),
                inOrder.stream().map(this::box).toList());
    }

    private String core(CpuSet core) {
        String threads = core.stream()
                .mapToObj(cpu -> topology.allowedCpus().contains(cpu) ? "" + cpu : "(" + cpu + ")")
                .collect(Collectors.joining(" "));
        return "core " + topology.cores().indexOf(core) + ": " + threads;
    }

    private Stream<String> summary() {
        String first = count(topology.cpus().size(), "CPU") + ", "
                + topology.allowedCpus().size() + " allowed"
                + (topology.allowedCpus().isEmpty() ? "" : " (" + topology.allowedCpus() + ")") + "; "
                + count(topology.cores().size(), "core") + " of up to "
                + count(topology.threadsPerCore(), "thread") + ", "
                + count(topology.packages().size(), "package") + ", "
                + count(topology.nodes().size(), "NUMA node") + "; numbered "
                + topology.enumeration().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Stream<String> kinds = IntStream.range(0, topology.kinds().size())
                .mapToObj(kind -> "cores of kind " + kind + ": CPUs "
                        + topology.kinds().get(kind) + (kind == 0 ? ", the least powerful" : ""));
        return Stream.concat(Stream.of(first), kinds);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private Stream<String> memoryOnly() {
        return topology.nodes().stream()
                .filter(node -> node.cpus().isEmpty())
                .map(node -> "node " + node.id() + size(node.memory()) + ", without CPUs");
    }
}
