package org.expool.bench.containment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.expool.bench.machine.Level;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.spi.Availability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench containment}. Used once, by one thread. */
@Command(
        name = "containment",
        description = "What each containment costs a job, in a row and with pauses, compared with process-tree.")
public final class ContainmentBench implements Callable<Integer> {

    private static final String REFERENCE = "process-tree";

    @Mixin
    private final Format format = new Format();

    @Option(
            names = "--jobs",
            defaultValue = "2000",
            description = "Jobs in a row in each run. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--paused",
            defaultValue = "40",
            description = "Jobs with 50 ms before each in each run. Default: ${DEFAULT-VALUE}.")
    private int paused;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, each with a run of every containment. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--workers", defaultValue = "2", description = "Jobs at one time. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Override
    public Integer call() throws InterruptedException {
        List<String> notes = new ArrayList<>();
        try (Workplace workplace = new Workplace()) {
            Map<Level, CellCost> costs = new LinkedHashMap<>();
            for (Level level : Level.all()) {
                if (level.availability() instanceof Availability.Unavailable absent) {
                    notes.add(level + " is left out: " + absent.reason());
                } else {
                    costs.put(level, new CellCost(level, workers, rounds, workplace));
                }
            }
            measure(List.copyOf(costs.values()));
            CellCost reference = costs.entrySet().stream()
                    .filter(each -> each.getKey().name().equals(REFERENCE))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
            format.print(new Report(
                    "containment",
                    Machine.facts(),
                    new CostTables(List.copyOf(costs.values()), reference).all(),
                    notes));
        }
        return 0;
    }

    /** Interleaved, so that a drift of the host affects all alike; the first run of each does not count. */
    private void measure(List<CellCost> costs) throws InterruptedException {
        for (CellCost cost : costs) {
            cost.warmUp(2 * jobs, 2);
        }
        for (int round = 0; round < rounds; round++) {
            for (int index = 0; index < costs.size(); index++) {
                costs.get((round + index) % costs.size()).run(round, jobs, paused);
            }
        }
    }
}
