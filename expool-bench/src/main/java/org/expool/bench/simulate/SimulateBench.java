package org.expool.bench.simulate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.expool.bench.machine.Machine;
import org.expool.bench.policy.LearningPicture;
import org.expool.bench.policy.PolicyContest;
import org.expool.bench.policy.PolicyPicture;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Table;
import org.expool.simulator.InvariantViolatedException;
import org.expool.simulator.scenario.Scenario;
import org.expool.simulator.scenario.ScenarioGenerator;
import org.expool.simulator.scenario.Shrinker;
import org.expool.simulator.scenario.TestSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./bench simulate}. Used once, by one thread. */
@Command(
        name = "simulate",
        description = "The scheduler in virtual time: events per second, and whether it keeps its invariants.")
public final class SimulateBench implements Callable<Integer> {

    private static final double EVENTS_PER_SECOND = 300_000;
    private static final int WARM_UP = 20_000;
    private static final int SHRUNK = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Format format = new Format();

    @Option(
            names = "--scenarios",
            defaultValue = "1000000",
            description = "Scenarios to run. Default: ${DEFAULT-VALUE}.")
    private long scenarios;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "The seed of the first scenario; the others follow. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", defaultValue = "2", description = "Threads that run them. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--policy", description = "Instead: makespans of generated jobs, by the order in which they start.")
    private boolean policy;

    @Option(
            names = "--traces",
            defaultValue = "3",
            description = "With --policy: traces of each kind of jobs. Default: ${DEFAULT-VALUE}.")
    private int traces;

    @Option(
            names = "--workers",
            defaultValue = "16",
            description = "With --policy: jobs at one time, and CPUs. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--picture",
            description = "Instead: draw memory over time by order, and what is learned, to files in this folder.")
    private @Nullable Path picture;

    /**
     * Runs the scenarios, or replays traces, and prints; scenarios that fail are shrunk and printed as tests on
     * standard error.
     *
     * @return 0, or 1 if an invariant was broken
     */
    @Override
    public Integer call() throws InterruptedException {
        if (picture != null) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println(PolicyPicture.writeTo(picture));
            out.println(LearningPicture.writeTo(picture));
            return 0;
        }
        if (policy) {
            format.print(new PolicyContest(workers, traces).run());
            return 0;
        }
        if (scenarios > 1) {
            new RandomSeeds(seed, Math.min(WARM_UP, scenarios)).run(threads);
        }
        RandomSeeds seeds = new RandomSeeds(seed, scenarios);
        double seconds = seeds.run(threads);
        List<Long> failed = seeds.failed();
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        failed.stream().limit(SHRUNK).forEach(each -> err.println(shrunk(each)));
        format.print(report(seeds, seconds, failed));
        return failed.isEmpty() ? 0 : 1;
    }

    private static String shrunk(long seed) {
        Shrinker shrinker = new Shrinker();
        Scenario smallest = shrinker.shrink(ScenarioGenerator.of(seed));
        InvariantViolatedException failure = Objects.requireNonNull(shrinker.failure(smallest));
        return TestSource.of("Seed" + Math.abs(seed) + "Test", "Seed " + seed + ": " + failure.getMessage(), smallest);
    }

    private Report report(RandomSeeds seeds, double seconds, List<Long> failed) throws InterruptedException {
        double rate = seeds.events() / seconds;
        Table run = new Table(
                "scenarios of the seeds from " + seed + " on",
                List.of(Table.row(
                        "scenarios", scenarios,
                        "events", seeds.events(),
                        "threads", threads,
                        "seconds", seconds,
                        "scenarios/s", scenarios / seconds,
                        "events/s", rate,
                        "failures", failed.size())));
        Table criteria = new Table(
                "criteria",
                List.of(
                        Criterion.atLeast("events per second, invariants checked after each", rate, EVENTS_PER_SECOND)
                                .row(),
                        Criterion.atMost("scenarios in which an invariant was broken", failed.size(), 0)
                                .row()));
        List<String> notes = failed.isEmpty()
                ? List.of()
                : List.of("an invariant was broken by the seeds "
                        + failed.stream().limit(20).toList());
        return new Report("simulate", Machine.facts(), List.of(run, criteria), notes);
    }
}
