package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.core.affinity.AffinityRequest.Cores;
import org.expool.core.affinity.AffinityRequest.Order;
import org.expool.core.affinity.AffinityRequest.Threads;
import org.expool.core.affinity.AffinityRequest.Workers;

/** Makes one plan. Used once, by one thread. */
final class Planner {

    private final CpuTopology topology;
    private final AffinityRequest request;

    /** The candidates for the cores of all slots: all cores, or if slots must be alike, each class of equal cores. */
    private final List<CoreTree> choices;

    Planner(CpuTopology topology, AffinityRequest request) {
        this.topology = topology;
        this.request = request;
        List<Core> cores = Reserve.exclude(Core.of(topology), request.reserve());
        Collection<List<Core>> classes = request.strict()
                ? cores.stream()
                        .collect(Collectors.groupingBy(Planner::likeness, LinkedHashMap::new, Collectors.toList()))
                        .values()
                : List.of(cores);
        this.choices = classes.stream()
                .map(ofClass -> tree(ofClass, request.oneKind()))
                .toList();
    }

    private CoreTree tree(List<Core> cores, boolean oneKind) {
        return CoreTree.of(cores, oneKind, request.span(), request.order() == Order.CACHE);
    }

    /** The same cores without the distinction of kinds, which does not affect the order of slots or slots of one core. */
    private CoreTree ofAnyKind(CoreTree tree) {
        return tree.oneKind() ? tree(tree.root().cores(), false) : tree;
    }

    /** What must be equal if slots must be alike. */
    private static List<Integer> likeness(Core core) {
        return List.of(core.kind(), core.threads().size());
    }

    List<AffinitySlot> slots() {
        if (request.share() instanceof Workers workers) {
            return new SlotDescriber(topology).describe(forWorkers(workers.count()));
        }
        if (request.share() instanceof Cores cores) {
            return new SlotDescriber(topology).describe(ofCores(cores.each()));
        }
        if (request.share() instanceof Threads) {
            return new SlotDescriber(topology).describe(ofThreads(1, best(this::threads)));
        }
        throw new IllegalArgumentException("share " + request.share() + " is unknown");
    }

    private CoreTree best(ToIntFunction<CoreTree> measure) {
        // Of equal ones the first; max would return the last.
        return choices.stream()
                .min(Comparator.comparingInt(tree -> -measure.applyAsInt(tree)))
                .orElseThrow();
    }

    private int threads(CoreTree tree) {
        return Core.threads(tree.root().cores()).size();
    }

    private List<CpuSet> ofCores(int each) {
        CoreTree tree = best(choice -> choice.capacity(each));
        int count = tree.capacity(each);
        if (count == 0) {
            throw tooLarge(each);
        }
        return divided(tree, count, each);
    }

    private List<CpuSet> divided(CoreTree tree, int count, int size) {
        return cpusOf(interleaved(tree, (size == 1 ? ofAnyKind(tree) : tree).divide(count, size)));
    }

    private UnplannableException tooLarge(int each) {
        int most = choices.stream().mapToInt(choice -> choice.largest(1)).max().orElseThrow();
        String where = request.span() ? "the host" : "the largest NUMA node" + nameOfLargest();
        String ofClass = request.strict() || request.oneKind() ? " of one kind" : "";
        return new UnplannableException("no worker can have " + each + " cores" + ofClass + ": " + where + " has "
                + most + " that are allowed; ask for at most " + most);
    }

    private String nameOfLargest() {
        return choices.stream()
                .flatMap(choice -> CoreTree.nodes(choice.root().cores()).stream())
                .min(Comparator.comparingInt(node -> -node.size()))
                .filter(node -> node.get(0).node() != Core.NONE)
                .map(node -> " (" + topology.nodes().get(node.get(0).node()).id() + ")")
                .orElse("");
    }

    private List<CpuSet> forWorkers(int count) {
        List<List<Core>> merged = fewerThanNodes(count);
        if (!merged.isEmpty()) {
            return cpusOf(merged);
        }
        CoreTree tree = best(choice -> choice.largest(count));
        int size = tree.largest(count);
        return size == 0 ? partsOfCores(count) : divided(tree, count, size);
    }

    /** Whole nodes for fewer workers than nodes; empty if there are more workers or the slots would violate the request. */
    private List<List<Core>> fewerThanNodes(int count) {
        if (choices.size() > 1) {
            return List.of();
        }
        List<List<Core>> nodes = CoreTree.nodes(choices.get(0).root().cores());
        if (count >= nodes.size()) {
            return List.of();
        }
        List<List<Core>> merged = NodeMerger.merge(nodes, count);
        boolean equal = merged.stream().mapToInt(List::size).distinct().count() == 1;
        boolean pure = merged.stream().allMatch(Planner::isOfOneKind);
        return request.strict() && !equal || request.oneKind() && !pure ? List.of() : merged;
    }

    private static boolean isOfOneKind(List<Core> slot) {
        return slot.stream().mapToInt(Core::kind).distinct().count() == 1;
    }

    /** More workers than cores: each gets the largest equal number of threads of one core. */
    private List<CpuSet> partsOfCores(int count) {
        for (int each = topology.threadsPerCore(); each >= 1; each--) {
            for (CoreTree tree : choices) {
                List<CpuSet> parts = ofThreads(each, tree);
                if (parts.size() >= count) {
                    return parts.subList(0, count).stream()
                            .map(this::usedOfCore)
                            .toList();
                }
            }
        }
        int most = threads(best(this::threads));
        throw new UnplannableException("not each of " + count + " workers can have its own CPU: " + most
                + (request.strict() ? " alike" : "") + " are allowed; ask for at most " + most
                + " workers, or pin none");
    }

    /** Slots of some threads of one core: first one slot on every core, then a second, and so on. */
    private List<CpuSet> ofThreads(int each, CoreTree tree) {
        List<List<Core>> single = tree.root().cores().stream().map(List::of).toList();
        List<List<CpuSet>> parts = interleaved(tree, single).stream()
                .map(core -> parts(core.get(0).threads(), each))
                .toList();
        int most = parts.stream().mapToInt(List::size).max().orElse(0);
        List<List<CpuSet>> rounds = IntStream.range(0, most)
                .mapToObj(round -> parts.stream()
                        .filter(ofCore -> ofCore.size() > round)
                        .map(ofCore -> ofCore.get(round))
                        .toList())
                .toList();
        return rounds.stream().flatMap(List::stream).toList();
    }

    private static List<CpuSet> parts(CpuSet threads, int each) {
        int[] numbers = threads.stream().toArray();
        List<CpuSet> parts = new ArrayList<>();
        for (int start = 0; start + each <= numbers.length; start += each) {
            parts.add(CpuSet.of(Arrays.copyOfRange(numbers, start, start + each)));
        }
        return parts;
    }

    private List<List<Core>> interleaved(CoreTree tree, List<List<Core>> slots) {
        TopologyNode root = ofAnyKind(tree).root();
        return request.order() == Order.CACHE
                ? RoundRobinOrder.interleave(root, slots)
                : RoundRobinOrder.interleaveTop(root, slots);
    }

    private List<CpuSet> cpusOf(List<List<Core>> slots) {
        return slots.stream().map(this::used).toList();
    }

    private CpuSet used(List<Core> slot) {
        return switch (request.use()) {
            case ALL -> Core.threads(slot);
            case THREAD_PER_CORE ->
                CpuSet.of(slot.stream().mapToInt(core -> core.threads().first()).toArray());
            case ONE -> CpuSet.of(Core.threads(slot).first());
        };
    }

    private CpuSet usedOfCore(CpuSet threads) {
        return request.use() == AffinityRequest.Use.ALL ? threads : CpuSet.of(threads.first());
    }
}
