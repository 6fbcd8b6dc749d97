package org.expool.bench.latency;

import java.util.List;
import java.util.concurrent.Callable;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.CProgram;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.spi.Availability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench latency}. Used once, by one thread. */
@Command(name = "latency", description = "From a job's end to the next job's posix_spawn: idle, saturated, crowded.")
public final class LatencyBench implements Callable<Integer> {

    @Mixin
    private final Format format = new Format();

    @Option(names = "--jobs", defaultValue = "10000", description = "Jobs in each scenario. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--warmup",
            defaultValue = "5000",
            description = "Uncounted jobs before each scenario. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Mixin
    private final PoolOptions pools = new PoolOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (Workplace workplace = new Workplace()) {
            Report report = measure(workplace);
            format.print(report);
            return 0;
        }
    }

    private Report measure(Workplace workplace) throws InterruptedException {
        CProgram stamp = new CProgram(LatencyBench.class, "stamp", true);
        compile(stamp, workplace);
        compile(CProgram.spawnLoop(), workplace);
        String program = stamp.in(workplace).toString();
        PoolChain pool = new PoolChain(program, pools, warmUp);
        List<Chain> chains = List.of(pool, new LoopChain(workplace, program));
        int cpus = Runtime.getRuntime().availableProcessors();
        LatencyTables tables = new LatencyTables();
        for (Scenario scenario : List.of(Scenario.idle(), Scenario.saturated(cpus), Scenario.crowded(cpus))) {
            for (Chain chain : chains) {
                BusyCpus busy = new BusyCpus(workplace, scenario.busyCpus());
                try {
                    tables.add(scenario, chain, Turnover.of(chain.run(scenario, jobs), scenario.workers()));
                } finally {
                    busy.end();
                }
            }
        }
        String note = "a pidfd becomes readable between the exit call and the moment it is noticed; "
                + "the pool's dates are known to +-" + pool.uncertainty() + " ns";
        return new Report("latency", Machine.facts(), tables.all(), List.of(note));
    }

    private static void compile(CProgram program, Workplace workplace) throws InterruptedException {
        if (program.compile(workplace) instanceof Availability.Unavailable absent) {
            throw new BenchException("the jobs to measure are written in C: " + absent.reason(), null);
        }
    }
}
