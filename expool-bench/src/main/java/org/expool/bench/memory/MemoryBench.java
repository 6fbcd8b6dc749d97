package org.expool.bench.memory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.expool.MemorySize;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.CProgram;
import org.expool.bench.machine.GnuParallel;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;
import org.expool.spi.Availability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench memory}. Used once, by one thread. */
@Command(
        name = "memory",
        description =
                "Real jobs under a memory limit: makespan compared with GNU parallel, late spikes, a fast grower.")
public final class MemoryBench implements Callable<Integer> {

    private static final double MOST_EXPERIENCED = 1.20;
    private static final double MOST_COLD = 1.40;
    private static final double MOST_LOST_PERCENT = 10;
    private static final double MOST_MILLIS = 300;

    enum Part {
        mixed,
        spikes,
        crossing
    }

    @Mixin
    private final Format format = new Format();

    @Mixin
    private final PoolOptions pools = new PoolOptions();

    @Option(names = "--only", split = ",", description = "Only these parts: ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--jobs", defaultValue = "60", description = "Jobs of different needs. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--spike-jobs",
            defaultValue = "24",
            description = "Jobs with a late spike. Default: ${DEFAULT-VALUE}.")
    private int spikeJobs;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each part. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--workers", defaultValue = "4", description = "Jobs at one time. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--limit-mib",
            defaultValue = "3072",
            description = "The memory limit, in MiB. Default: ${DEFAULT-VALUE}.")
    private int limitMib;

    private final List<Table> tables = new ArrayList<>();
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        MemorySize limit = MemorySize.ofMiB(limitMib);
        if (MemoryUse.availableBytes() < 2 * limit.bytes()) {
            throw new BenchException(
                    "the host has too little memory for this: twice " + limit + " must be available", null);
        }
        try (Workplace workplace = new Workplace()) {
            CProgram allocate = new CProgram(MemoryBench.class, "allocate", true);
            if (allocate.compile(workplace) instanceof Availability.Unavailable absent) {
                throw new BenchException("the jobs to measure are written in C: " + absent.reason(), null);
            }
            String program = allocate.in(workplace).toString();
            if (parts.contains(Part.mixed)) {
                mixed(workplace, program, limit);
            }
            if (parts.contains(Part.spikes)) {
                spikes(program, limit);
            }
            if (parts.contains(Part.crossing)) {
                crossing(workplace, program, limit);
            }
        }
        tables.add(new Table("criteria", criteria.stream().map(Criterion::row).toList()));
        format.print(new Report("memory", Machine.facts(), tables, notes));
        return 0;
    }

    private void mixed(Workplace workplace, String program, MemorySize limit) throws InterruptedException {
        MixedRunner cold = new PoolRunner(pools, workplace, program, workers, limit, false);
        MixedRunner experienced = new PoolRunner(pools, workplace, program, workers, limit, true);
        List<MixedRunner> runners = new ArrayList<>(List.of(cold, experienced));
        if (GnuParallel.provide() instanceof Availability.Unavailable absent) {
            notes.add("GNU parallel is left out: " + absent.reason());
        } else {
            runners.add(new MemfreeRunner(workplace, program, workers, limit));
            notes.add("GNU parallel may start a job while the host has the largest job's need available beyond what "
                    + "the limit leaves to others");
        }
        MixedTrial trial = new MixedTrial(AllocatingJob.mixed(jobs), limit, workers);
        trial.measureAlone(program);
        trial.run(runners, rounds);
        tables.add(trial.table());
        criteria.add(Criterion.atMost("times the bound, with history", trial.ratio(experienced), MOST_EXPERIENCED));
        criteria.add(Criterion.atMost("times the bound, cold", trial.ratio(cold), MOST_COLD));
    }

    private void spikes(String program, MemorySize limit) throws InterruptedException {
        SpikeTrial trial = new SpikeTrial();
        trial.run(pools, program, limit, workers, spikeJobs);
        tables.add(trial.table(limit));
        criteria.add(Criterion.atMost("jobs with late spikes that did not succeed", trial.failures(), 0));
        criteria.add(Criterion.atMost("the kernel's OOM kills meanwhile", trial.oomKills(), 0));
        criteria.add(Criterion.atMost("% of CPU time lost to restarts", trial.lostPercent(), MOST_LOST_PERCENT));
    }

    private void crossing(Workplace workplace, String program, MemorySize limit) throws InterruptedException {
        CrossingTrial trial = new CrossingTrial(pools, workplace, program, limit);
        double[] millis = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            millis[round] = trial.millis();
        }
        Spread spread = Spread.of(millis);
        tables.add(new Table(
                "from crossing the limit at 1 GB/s to the first freeze or signal, ms; negative: before",
                List.of(Table.row("median", spread.median(), "least", spread.min(), "most", spread.max()))));
        criteria.add(Criterion.atMost(
                "ms from crossing the limit to the first freeze or signal", spread.max(), MOST_MILLIS));
    }
}
