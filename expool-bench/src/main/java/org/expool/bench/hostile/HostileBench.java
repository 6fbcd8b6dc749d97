package org.expool.bench.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.expool.MemorySize;
import org.expool.bench.machine.Level;
import org.expool.bench.machine.Machine;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.testkit.MemoryGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench hostile}. Used once, by one thread. */
@Command(
        name = "hostile",
        description = "Jobs that try to survive: how many processes are left, by containment and ending.")
public final class HostileBench implements Callable<Integer> {

    private static final MemorySize LITTLE = MemorySize.ofMiB(48);

    @Mixin
    private final Format format = new Format();

    @Option(names = "--times", defaultValue = "25", description = "Trials of each kind. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(
            names = "--containment",
            split = ",",
            description = "Only these kinds of containment, by name. Default: all that are available.")
    private List<String> containments = List.of();

    @Option(names = "--ending", split = ",", description = "Only these endings: ${COMPLETION-CANDIDATES}.")
    private Set<TerminationMode> endings = EnumSet.allOf(TerminationMode.class);

    @Option(
            names = "--minutes",
            defaultValue = "60",
            description = "Begin no trial after so many minutes. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Override
    public Integer call() throws InterruptedException {
        try (Workplace workplace = new Workplace()) {
            Optional<MemoryGroup> group = MemoryGroup.limitedTo(
                    LITTLE, "expool-bench-" + ProcessHandle.current().pid());
            group.ifPresent(made -> workplace.atEnd(made::close));
            Report report = measure(group.map(made -> made.folder().toString()).orElse(""));
            format.print(report);
            return 0;
        }
    }

    private Report measure(String memoryGroup) throws InterruptedException {
        List<String> notes = new ArrayList<>();
        if (memoryGroup.isEmpty()) {
            notes.add("no memory controller of cgroup v1 may be used: ALLOCATES is refused memory, not killed for it");
        }
        List<Level> levels = new ArrayList<>();
        for (Level level : Level.all()) {
            if (!containments.isEmpty() && !containments.contains(level.name())) {
                continue;
            }
            if (level.isAvailable()) {
                levels.add(level);
            } else {
                notes.add(level + " was left out: " + level.availability());
            }
        }
        HostileTables tables = new HostileTables();
        long deadline = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        int done = 0;
        while (done < times && System.nanoTime() - deadline < 0) {
            for (Level level : levels) {
                for (TerminationMode ending : endings) {
                    Trial trial = new Trial(level, ending, memoryGroup);
                    tables.add(trial, trial.run());
                }
            }
            done++;
        }
        if (done < times) {
            notes.add("only " + done + " of " + times + " trials of each kind could begin in time");
        }
        return new Report("hostile", Machine.facts(), tables.all(), notes);
    }
}
