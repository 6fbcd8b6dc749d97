package org.expool.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinityRequest;
import org.expool.core.affinity.AffinityRequest.Cores;
import org.expool.core.affinity.AffinityRequest.Order;
import org.expool.core.affinity.AffinityRequest.Threads;
import org.expool.core.affinity.AffinityRequest.Use;
import org.expool.core.affinity.AffinitySlot;
import org.junit.jupiter.api.Test;

/** In PyExPool's order, plans are exactly PyExPool's masks, wherever those are right. */
class PyExPoolMasksTest {

    private static final Pattern VECTOR =
            Pattern.compile("\\{\"nodes\":(\\d+),\"coreThreads\":(\\d+),\"coresPerNode\":(\\d+),\"sequential\":(\\w+),"
                    + "\"first\":(\\w+),\"afnstep\":(\\d+),\"masks\":\\[([^\\]]*)\\],\"checked\":\"\\w+\"\\}");

    /** How CPUs are numbered. */
    private interface Numbering {
        int of(int node, int core, int thread);
    }

    @Test
    void allMasksAreTheSame() throws IOException {
        String json = Files.readString(RecordedHost.folder().resolve("affinity-mask-vectors.json"));
        List<MatchResult> vectors = VECTOR.matcher(json).results().toList();
        assertThat(vectors).hasSize(828);
        for (MatchResult vector : vectors) {
            assertThat(masks(vector))
                    .as(vector.group())
                    .isEqualTo(Stream.of(vector.group(7).split("\",\""))
                            .map(mask -> CpuSet.parse(mask.replace("\"", "")))
                            .toList());
        }
    }

    private static List<CpuSet> masks(MatchResult vector) {
        int threads = number(vector, 2);
        int step = number(vector, 6);
        boolean sequential = vector.group(4).equals("true");
        AffinityRequest request = AffinityRequest.of(
                        step == 1 && threads > 1 ? new Threads() : new Cores(step / threads))
                .with(Order.BY_NODE)
                .with(use(vector.group(5).equals("true"), sequential));
        return AffinityPlan.of(topology(number(vector, 1), number(vector, 3), threads, sequential), request)
                .slots()
                .stream()
                .map(AffinitySlot::cpus)
                .toList();
    }

    /** Of one CPU only in the sequential case; otherwise PyExPool gives one thread of each core. */
    private static Use use(boolean first, boolean sequential) {
        if (!first) {
            return Use.ALL;
        }
        return sequential ? Use.ONE : Use.THREAD_PER_CORE;
    }

    private static CpuTopology topology(int nodes, int cores, int threads, boolean sequential) {
        Numbering cpu = sequential
                ? (node, core, thread) -> (node * cores + core) * threads + thread
                : (node, core, thread) -> (thread * cores + core) * nodes + node;
        List<CpuSet> all = new ArrayList<>();
        List<NumaNode> numa = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            int node = n;
            List<CpuSet> ofNode = IntStream.range(0, cores)
                    .mapToObj(core -> CpuSet.of(IntStream.range(0, threads)
                            .map(thread -> cpu.of(node, core, thread))
                            .toArray()))
                    .toList();
            all.addAll(ofNode);
            numa.add(new NumaNode(n, CpuSet.union(ofNode), MemorySize.ofGiB(1)));
        }
        CpuSet cpus = CpuSet.union(all);
        List<CpuSet> packages = numa.stream().map(NumaNode::cpus).toList();
        return new CpuTopology(cpus, cpus, CpuSet.range(0, nodes - 1), packages, all, List.of(), numa, List.of());
    }

    private static int number(MatchResult vector, int group) {
        return Integer.parseInt(vector.group(group));
    }
}
