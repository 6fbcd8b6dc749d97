package org.expool.bench.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.expool.Affinity;
import org.expool.PoolListener;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.spi.Availability;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./bench spawn}. Used once, by one thread. */
@Command(
        name = "spawn",
        description = "Jobs per second of /bin/true: the pool compared with a C loop, xargs, parallel, threads.")
public final class SpawnBench implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Format format = new Format();

    @Option(names = "--jobs", defaultValue = "5000", description = "Jobs in each run. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "Rounds, each with a run of every contestant. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--workers", defaultValue = "2", description = "Jobs at one time. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--warmup",
            defaultValue = "15000",
            description = "Jobs of the uncounted first run. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--only",
            split = ",",
            description = "Only these: expool, expool-bound, expool-listener, c-loop, xargs, parallel, threads.")
    private @Nullable List<String> only;

    @Mixin
    private final PoolOptions pools = new PoolOptions();

    @Option(
            names = "--affinity",
            description = "Also a pool whose workers are bound: auto, cores, thread, l2, l3, node.",
            converter = AffinityConverter.class)
    private @Nullable Affinity affinity;

    @Option(names = "--listener", description = "Also a pool with a listener that does nothing.")
    private boolean listener;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        try (Workplace workplace = new Workplace()) {
            List<String> notes = new ArrayList<>();
            List<Contestant> contestants = ready(chosen(all(workplace), command), notes);
            Race race = new Race(contestants, jobs);
            race.warmUp(warmUp);
            SpawnTables tables = new SpawnTables(race.run(rounds), jobs);
            Report report = new Report("spawn", Machine.facts(), tables.all(), notes);
            format.print(report);
            return 0;
        }
    }

    private List<Contestant> all(Workplace workplace) {
        List<Contestant> all = new ArrayList<>();
        all.add(new PoolContestant(workplace, pools.builder(workers)));
        if (affinity != null) {
            all.add(new PoolContestant(workplace, pools.builder(workers).affinity(affinity)));
        }
        if (listener) {
            all.add(new PoolContestant(workplace, pools.builder(workers).listener(new PoolListener() {})));
        }
        all.add(new LoopContestant(workplace, workers));
        all.add(new XargsContestant(workplace, workers));
        all.add(new ParallelContestant(workplace, workers));
        all.add(new ThreadsContestant(workers));
        all.forEach(contestant -> workplace.atEnd(contestant::close));
        return all;
    }

    private List<Contestant> chosen(List<Contestant> all, CommandSpec command) {
        List<String> names = only == null ? all.stream().map(Contestant::name).toList() : only;
        for (String name : names) {
            if (all.stream().noneMatch(contestant -> contestant.name().equals(name))) {
                throw new ParameterException(command.commandLine(), "--only: there is no contestant '" + name + "'");
            }
        }
        return all.stream()
                .filter(contestant -> names.contains(contestant.name()))
                .toList();
    }

    private static List<Contestant> ready(List<Contestant> chosen, List<String> notes) throws InterruptedException {
        List<Contestant> ready = new ArrayList<>();
        for (Contestant contestant : chosen) {
            if (contestant.prepare() instanceof Availability.Unavailable absent) {
                notes.add(contestant.name() + " is left out: " + absent.reason());
            } else {
                ready.add(contestant);
            }
        }
        return ready;
    }
}
