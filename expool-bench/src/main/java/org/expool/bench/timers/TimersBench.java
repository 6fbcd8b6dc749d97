package org.expool.bench.timers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench timers}. Used once, by one thread. */
@picocli.CommandLine.Command(name = "timers", description = "How late timeouts fire when many are armed.")
public final class TimersBench implements Callable<Integer> {

    private static final double LIMIT_MILLIS = 20;
    private static final Duration HIGHEST = Duration.ofMinutes(1);

    @Mixin
    private final Format format = new Format();

    @Option(names = "--jobs", defaultValue = "1000", description = "Armed timeouts. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--spread",
            defaultValue = "10",
            description = "Seconds over which they are spread. Default: ${DEFAULT-VALUE}.")
    private int spread;

    @Option(
            names = "--first",
            defaultValue = "5",
            description = "Seconds of the shortest; all should have started by then. Default: ${DEFAULT-VALUE}.")
    private int first;

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
        ExecPool pool = pools.open(workplace, jobs);
        List<JobHandle> handles = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            handles.add(pool.submit(sleeper(i)));
        }
        Histogram late = new Histogram(HIGHEST.toNanos(), 3);
        long early = 0;
        PlainWaiter waiter = new PlainWaiter();
        try (waiter) {
            for (JobHandle handle : handles) {
                long error = error(handle.await());
                early += error < 0 ? 1 : 0;
                late.recordValue(Math.min(Math.abs(error), HIGHEST.toNanos()));
            }
        }
        Table errors = new Table(
                "from the deadline to the end of the process, ms",
                List.of(row("the pool's timeouts", late), row("a thread that only waits", waiter.late())));
        List<Criterion> criteria = List.of(
                Criterion.atMost("ms p99 of the firing error", millis(late, 99), LIMIT_MILLIS),
                Criterion.atMost("timeouts that fired early", early, 0));
        Table judged =
                new Table("criteria", criteria.stream().map(Criterion::row).toList());
        return new Report(
                "timers",
                Machine.facts(),
                List.of(errors, judged),
                List.of("containment " + PoolOptions.containment(pool)));
    }

    private static Map<String, Object> row(String who, Histogram late) {
        return Table.row(
                "who", who,
                "deadlines", late.getTotalCount(),
                "p50", millis(late, 50),
                "p99", millis(late, 99),
                "max", late.getMaxValue() / 1e6);
    }

    private static double millis(Histogram late, double percentile) {
        return late.getValueAtPercentile(percentile) / 1e6;
    }

    private Job sleeper(int index) {
        return Job.builder("sleeper", Command.of("sleep", "600"))
                .stdout(Output.discard())
                .stderr(Output.discard())
                .timeout(Duration.ofSeconds(first)
                        .plus(Duration.ofSeconds(spread).multipliedBy(index).dividedBy(jobs)))
                .build();
    }

    /** From the deadline until the pool noticed the end of the process, which ends at once on a signal. */
    private static long error(JobResult result) {
        if (result.outcome() instanceof Outcome.TimedOut timedOut && timedOut.isOwn()) {
            return result.wall().minus(timedOut.limit()).toNanos();
        }
        throw new BenchException("a job that should have been timed-out: " + result.outcome(), null);
    }
}
