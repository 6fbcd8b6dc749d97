package org.expool.bench.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Finished;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench sampling}. Used once, by one thread. */
@Command(
        name = "sampling",
        description = "What a memory sample of many processes costs, compared with OSHI and with a walk for each job.")
public final class SamplingBench implements Callable<Integer> {

    private static final double MOST_MILLIS = 3;
    private static final double MOST_PERCENT = 1;
    private static final int WARM_UP = 30;

    @Mixin
    private final Format format = new Format();

    @Option(names = "--jobs", defaultValue = "50", description = "Jobs that are sampled. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(names = "--processes", defaultValue = "8", description = "Processes of each. Default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(
            names = "--samples",
            defaultValue = "100",
            description = "Samples taken each way. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--steady-jobs",
            defaultValue = "64",
            description = "Jobs that are sampled ten times a second. Default: ${DEFAULT-VALUE}.")
    private int steadyJobs;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long they are sampled. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>();
        Spread own;
        long inAll;
        try (Workplace workplace = new Workplace()) {
            IdleJobs idle = new IdleJobs(workplace, jobs, processes);
            inAll = idle.processes();
            Map<String, Spread> millis = new LinkedHashMap<>();
            try (BatchSampler procfs = BatchSampler.procfs(idle.query());
                    BatchSampler oshi = BatchSampler.oshi(idle.query())) {
                own = measure(procfs, samples * 5);
                millis.put("procfs, one session", own);
                millis.put("procfs, a session for each sample", measure(BatchSampler.procfsAnew(idle.pids()), samples));
                millis.put("OSHI", measure(oshi, Math.max(1, samples / 5)));
                millis.put("a walk for each job", measure(BatchSampler.walks(idle.pids()), Math.max(1, samples / 20)));
            }
            millis.forEach((name, spread) -> rows.add(Table.row(
                    "way", name, "ms, median", spread.median(), "least", spread.min(), "most", spread.max())));
        }
        double percent;
        try (Workplace workplace = new Workplace();
                BatchSampler sampler = BatchSampler.procfs(new IdleJobs(workplace, steadyJobs, 1).query())) {
            percent = Steady.percent(sampler, seconds);
        }
        List<Criterion> criteria = List.of(
                Criterion.atMost(
                        "ms for a sample of " + inAll + " processes of " + jobs + " jobs", own.median(), MOST_MILLIS),
                Criterion.atMost(
                        "% of a CPU for ten samples a second of " + steadyJobs + " jobs", percent, MOST_PERCENT));
        Report report = new Report(
                "sampling",
                Machine.facts(),
                List.of(
                        new Table("a sample of " + inAll + " processes of " + jobs + " jobs", rows),
                        new Table(
                                "criteria",
                                criteria.stream().map(Criterion::row).toList())),
                List.of("before each sample another process starts, so that all must search for new ones"));
        format.print(report);
        return 0;
    }

    private Spread measure(BatchSampler sampler, int times) throws InterruptedException {
        double[] millis = new double[times];
        for (int i = -Math.min(times, WARM_UP); i < times; i++) {
            Finished.run("true");
            long begin = System.nanoTime();
            if (sampler.sample() != jobs) {
                throw new BenchException("not all jobs were sampled", null);
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return Spread.of(millis);
    }
}
