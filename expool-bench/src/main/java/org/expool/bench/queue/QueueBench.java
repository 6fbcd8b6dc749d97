package org.expool.bench.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench queue}. Used once, by one thread. */
@Command(
        name = "queue",
        description = "What a long queue costs: jobs per second, heap per job, CPU while nothing can start.")
public final class QueueBench implements Callable<Integer> {

    private static final double ENGINE_BYTES = 350;
    private static final double BYTES_IN_ALL = 900;
    private static final double IDLE_PERCENT = 0.5;

    enum Part {
        throughput,
        heap,
        idle
    }

    @Mixin
    private final Format format = new Format();

    @Option(names = "--only", split = ",", description = "Only these parts: ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--few", defaultValue = "1000", description = "Jobs in the short queue. Default: ${DEFAULT-VALUE}.")
    private int few;

    @Option(
            names = "--many",
            defaultValue = "1000000",
            description = "Jobs in the long queue. Default: ${DEFAULT-VALUE}.")
    private int many;

    @Option(
            names = "--next",
            defaultValue = "2000",
            description = "Jobs run while the others wait. Default: ${DEFAULT-VALUE}.")
    private int next;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "Rounds, each with both queues. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--workers", defaultValue = "2", description = "Jobs at one time. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--idle-jobs",
            defaultValue = "10000",
            description = "Jobs that cannot start. Default: ${DEFAULT-VALUE}.")
    private int idleJobs;

    @Option(
            names = "--idle-seconds",
            defaultValue = "10",
            description = "How long CPU time is observed. Default: ${DEFAULT-VALUE}.")
    private int idleSeconds;

    @Mixin
    private final PoolOptions pools = new PoolOptions();

    @Override
    public Integer call() throws InterruptedException {
        List<Table> tables = new ArrayList<>();
        if (parts.contains(Part.throughput)) {
            tables.addAll(throughput());
        }
        List<Criterion> criteria = new ArrayList<>();
        if (parts.contains(Part.heap)) {
            HeapShare share = new HeapShare(many, pools);
            criteria.add(
                    Criterion.atMost("heap bytes per queued job, the engine's share", share.ofEngine(), ENGINE_BYTES));
            criteria.add(Criterion.atMost(
                    "heap bytes per queued job, in all, five own arguments", share.inAll(), BYTES_IN_ALL));
        }
        if (parts.contains(Part.idle)) {
            IdleCost cost = new IdleCost(idleJobs, Duration.ofSeconds(idleSeconds), pools);
            criteria.add(Criterion.atMost(
                    "% of a CPU while " + idleJobs + " jobs cannot start", cost.percent(), IDLE_PERCENT));
        }
        if (!criteria.isEmpty()) {
            tables.add(
                    new Table("criteria", criteria.stream().map(Criterion::row).toList()));
        }
        Report report = new Report("queue", Machine.facts(), tables, List.of());
        format.print(report);
        return 0;
    }

    /** Short and long alternate, and so does which of them comes first. */
    private List<Table> throughput() throws InterruptedException {
        Throughput throughput = new Throughput(next, workers, pools);
        throughput.measure(few);
        double[] withFew = new double[rounds];
        double[] withMany = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                withFew[round] = throughput.measure(few);
                withMany[round] = throughput.measure(many);
            } else {
                withMany[round] = throughput.measure(many);
                withFew[round] = throughput.measure(few);
            }
        }
        return ThroughputTables.of(few, withFew, many, withMany);
    }
}
