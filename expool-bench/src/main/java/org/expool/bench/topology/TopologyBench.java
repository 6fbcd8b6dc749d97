package org.expool.bench.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemoryBinding;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinityRequest;
import org.expool.core.affinity.AffinityRequest.Cores;
import org.expool.core.affinity.AffinityRequest.Share;
import org.expool.core.affinity.AffinityRequest.Threads;
import org.expool.core.affinity.AffinityRequest.Workers;
import org.expool.linux.affinity.NativeAffinityBinder;
import org.expool.linux.topology.SysfsTopologyProvider;
import org.expool.spi.Availability;
import org.expool.spi.LaunchStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench topology}. Used once, by one thread. */
@Command(
        name = "topology",
        description = "A machine of 2,048 CPUs: detection, plans, allocations; and what binding costs here.")
public final class TopologyBench implements Callable<Integer> {

    private static final double DETECTION_MILLIS = 300;
    private static final double PLAN_MILLIS = 20;
    private static final double ALLOCATION_MICROS = 100;
    private static final double BINDING_MICROS = 100;

    @Mixin
    private final Format format = new Format();

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Measured plans and binds, after as many uncounted ones. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--allocations", defaultValue = "50000", description = "Default: ${DEFAULT-VALUE}.")
    private int allocations;

    @Override
    public Integer call() throws InterruptedException {
        // Before this thread is bound to one CPU.
        Map<String, String> facts = Machine.facts();
        List<Criterion> criteria = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try (Workplace workplace = new Workplace()) {
            new LargeTopology(workplace.folder()).write();
            SysfsTopologyProvider provider = new SysfsTopologyProvider(workplace.folder());
            criteria.add(Criterion.atMost(
                    "ms to detect " + LargeTopology.CPUS + " CPUs, median",
                    millis(provider::topology),
                    DETECTION_MILLIS));
            CpuTopology topology = provider.topology();
            for (Share share : List.of(new Cores(1), new Cores(3), new Cores(12), new Workers(100), new Threads())) {
                criteria.add(Criterion.atMost(
                        "ms to plan " + share + ", median",
                        millis(() -> AffinityPlan.of(topology, AffinityRequest.of(share))),
                        PLAN_MILLIS));
            }
            addAllocations(topology, criteria);
            addBinding(criteria, notes);
        }
        Table table =
                new Table("criteria", criteria.stream().map(Criterion::row).toList());
        Report report = new Report("topology", facts, List.of(table), notes);
        format.print(report);
        return 0;
    }

    private void addAllocations(CpuTopology topology, List<Criterion> criteria) {
        Allocations jobs = new Allocations(topology);
        jobs.measure(allocations);
        double[] micros = jobs.measure(allocations);
        Arrays.sort(micros);
        criteria.add(Criterion.atMost("us for an allocation, median", micros[micros.length / 2], ALLOCATION_MICROS));
        criteria.add(Criterion.atMost(
                "us for an allocation, 99 of 100", micros[micros.length * 99 / 100], ALLOCATION_MICROS));
    }

    /** The native binder's whole work for a start on a shared thread: bind, read back, restore. */
    private void addBinding(List<Criterion> criteria, List<String> notes) {
        NativeAffinityBinder binder = new NativeAffinityBinder();
        if (binder.availability() instanceof Availability.Unavailable unavailable) {
            notes.add("binding is not measured: " + unavailable.reason());
            return;
        }
        CpuSet allowed = new SysfsTopologyProvider().topology().allowedCpus();
        int last = allowed.stream().max().orElseThrow();
        CpuPlacement placement = new CpuPlacement(CpuSet.of(last), CpuSet.of(0), MemoryBinding.PREFER);
        int starts = 1000;
        criteria.add(Criterion.atMost(
                "us to bind a start natively, median",
                millis(() -> bind(binder.bind(placement), starts)) * 1000 / starts,
                BINDING_MICROS));
        criteria.add(Criterion.atMost(
                "us to bind a start natively on a spawner's thread, median",
                millis(() -> bind(binder.bind(placement).onSpawnerThread(), starts)) * 1000 / starts,
                BINDING_MICROS));
    }

    private static void bind(LaunchStep step, int times) {
        for (int i = 0; i < times; i++) {
            step.beforeSpawn();
            step.afterSpawn();
        }
    }

    private double millis(Runnable work) {
        double[] millis = new double[rounds];
        for (int round = -rounds; round < rounds; round++) {
            long begin = System.nanoTime();
            work.run();
            if (round >= 0) {
                millis[round] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return Spread.of(millis).median();
    }
}
