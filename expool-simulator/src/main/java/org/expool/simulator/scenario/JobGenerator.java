package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.expool.CpuTopology;
import org.expool.Resource;
import org.expool.Retry;
import org.expool.simulator.Activity;
import org.expool.simulator.Behaviour;
import org.expool.simulator.MemoryStep;
import org.jspecify.annotations.Nullable;

/** Makes up jobs: what they ask for, and what their processes do. Owned by one thread. */
final class JobGenerator {

    private static final List<String> CATEGORIES = List.of("sort", "merge");

    private final RandomSource dice;
    private final int cpus;
    private final List<Resource> resources;
    private final @Nullable CpuTopology machine;

    /** Of the pool's memory, in MiB; 0 where memory is not balanced. */
    private final int limit;

    JobGenerator(RandomSource dice, int cpus, List<Resource> resources, @Nullable CpuTopology machine, int limit) {
        this.limit = limit;
        this.cpus = cpus;
        this.dice = dice;
        this.resources = resources;
        this.machine = machine;
    }

    /** All but what a job is to run after. */
    List<JobSetting> traits() {
        List<JobSetting> traits = new ArrayList<>();
        if (dice.once(12)) {
            traits.add(new JobSetting.Stub());
        }
        if (dice.once(2)) {
            traits.add(timeout());
            if (dice.once(4)) {
                traits.add(new JobSetting.Restarts(dice.below(4)));
            }
        }
        addClocks(traits);
        if (dice.once(4)) {
            traits.add(new JobSetting.Retries(retry()));
        }
        if (dice.once(4)) {
            traits.add(new JobSetting.Priority(dice.from(-1, 2)));
        }
        if (!resources.isEmpty() && dice.once(3)) {
            traits.add(new JobSetting.Demands(demands()));
        }
        if (machine != null && dice.once(2)) {
            traits.add(
                    dice.once(8)
                            ? new JobSetting.OmitAffinity()
                            : new JobSetting.Cpus(MachineGenerator.demand(machine, dice)));
        }
        if (dice.once(12)) {
            traits.add(new JobSetting.StartDelay(dice.millis(100)));
        }
        if (dice.once(2)) {
            traits.add(new JobSetting.Category(dice.oneOf(CATEGORIES), dice.below(4), dice.from(1, 2)));
        }
        if (dice.once(4)) {
            traits.add(new JobSetting.OnStart());
        }
        if (dice.once(4)) {
            traits.add(new JobSetting.OnFinish());
        }
        if (limit > 0) {
            addMemory(traits);
        }
        return traits;
    }

    private void addClocks(List<JobSetting> traits) {
        if (dice.once(6)) {
            traits.add(new JobSetting.CpuTimeout(dice.millis(100)));
        }
        if (dice.once(6)) {
            traits.add(new JobSetting.SilenceTimeout(dice.millis(60)));
        }
        if (dice.once(6)) {
            traits.add(new JobSetting.QueueTimeout(dice.millis(150)));
        }
    }

    private Activity activity() {
        int percent = dice.once(2) ? 100 : dice.from(0, 100 * cpus);
        return new Activity(percent, dice.once(2) ? Duration.ZERO : dice.millis(40));
    }

    private JobSetting timeout() {
        return switch (dice.below(6)) {
            case 0 -> new JobSetting.WarnedTimeout(dice.millis(50), dice.millis(150));
            case 1 -> new JobSetting.RelativeTimeout(dice.oneOf(CATEGORIES), dice.from(1, 300), dice.millis(50));
            default -> new JobSetting.Timeout(dice.millis(200));
        };
    }

    private Retry retry() {
        Set<Retry.On> on = EnumSet.noneOf(Retry.On.class);
        for (Retry.On each : Retry.On.values()) {
            if (dice.once(2)) {
                on.add(each);
            }
        }
        return new Retry(
                dice.from(1, 4),
                on,
                dice.perhapsMillis(50),
                dice.from(1, 3),
                Duration.ofMillis(200),
                dice.once(2) ? 0 : 0.5);
    }

    private Map<String, Integer> demands() {
        Map<String, Integer> units = new TreeMap<>();
        for (Resource resource : resources) {
            if (units.isEmpty() || dice.once(2)) {
                units.put(resource.name(), dice.from(1, resource.count()));
            }
        }
        return units;
    }

    Behaviour behaviour() {
        boolean good = dice.once(2);
        return new Behaviour(
                dice.perhapsMillis(20),
                !good && dice.once(6),
                dice.millis(dice.once(3) ? 300 : 40),
                good ? 0 : dice.below(2),
                !good && dice.once(8),
                good ? Integer.MAX_VALUE : dice.from(1, 5),
                dice.once(6),
                dice.perhapsMillis(50),
                dice.once(4) ? dice.millis(20) : Duration.ZERO,
                dice.perhapsMillis(60),
                dice.once(12),
                limit == 0 ? List.of() : memory(),
                activity());
    }

    /** Up to three steps; sometimes more than all jobs may hold together. */
    private List<MemoryStep> memory() {
        List<MemoryStep> holds = new ArrayList<>();
        Duration after = Duration.ZERO;
        for (int i = dice.below(4); i > 0; i--) {
            int all = dice.from(0, dice.once(8) ? 3 * limit / 2 : limit / 3);
            holds.add(new MemoryStep(after, all, dice.once(3) ? dice.from(0, all) : 0));
            after = after.plus(dice.millis(60));
        }
        return holds;
    }

    private void addMemory(List<JobSetting> traits) {
        int own = dice.once(5) ? dice.from(1, limit) : 0;
        if (own > 0) {
            traits.add(new JobSetting.MemoryLimit(own));
            if (dice.once(2)) {
                traits.add(new JobSetting.RetriesMemory(dice.from(2, 4), own + dice.from(1, limit)));
            }
        }
        if (dice.once(2)) {
            traits.add(new JobSetting.Memory(
                    dice.from(1, own > 0 ? own : dice.once(12) ? 2 * limit : limit / 2), dice.once(4)));
        }
    }
}
