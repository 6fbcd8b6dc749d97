package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.expool.CpuTopology;
import org.expool.MemoryKind;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Resource;
import org.expool.Retry;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.simulator.Activity;
import org.expool.simulator.Behaviour;
import org.expool.simulator.MemoryStep;
import org.jspecify.annotations.Nullable;

/** Generates jobs: what they ask for, and what their processes do. Not thread-safe. */
final class JobGenerator {

    private static final List<String> CATEGORIES = List.of("sort", "merge");

    private final RandomSource random;
    private final int cpus;
    private final List<Resource> resources;
    private final @Nullable CpuTopology topology;

    /** Of the pool's memory, in MiB; 0 where memory is not balanced. */
    private final int limit;

    JobGenerator(RandomSource random, int cpus, List<Resource> resources, @Nullable CpuTopology topology, int limit) {
        this.limit = limit;
        this.cpus = cpus;
        this.random = random;
        this.resources = resources;
        this.topology = topology;
    }

    /** All but the prerequisites of a job. */
    List<JobSetting> settings() {
        List<JobSetting> settings = new ArrayList<>();
        if (random.once(12)) {
            settings.add(new JobSetting.Stub());
        }
        if (random.once(2)) {
            settings.add(timeout());
            if (random.once(4)) {
                settings.add(new JobSetting.Restarts(random.below(4)));
            }
        }
        addClocks(settings);
        if (random.once(4)) {
            settings.add(new JobSetting.Retries(retry()));
        }
        if (random.once(4)) {
            settings.add(new JobSetting.Priority(random.from(-1, 2)));
        }
        if (!resources.isEmpty() && random.once(3)) {
            settings.add(new JobSetting.Demands(demands()));
        }
        if (topology != null && random.once(2)) {
            settings.add(
                    random.once(8)
                            ? new JobSetting.OmitAffinity()
                            : new JobSetting.Cpus(TopologyGenerator.demand(topology, random)));
        }
        if (random.once(12)) {
            settings.add(new JobSetting.StartDelay(random.millis(100)));
        }
        if (random.once(8)) {
            settings.add(new JobSetting.Stop(stopSequence()));
        }
        if (random.once(2)) {
            settings.add(new JobSetting.Category(random.oneOf(CATEGORIES), random.below(4), random.from(1, 2)));
        }
        if (random.once(4)) {
            settings.add(new JobSetting.OnStart());
        }
        if (random.once(4)) {
            settings.add(new JobSetting.OnFinish());
        }
        if (limit > 0) {
            addMemory(settings);
        }
        return settings;
    }

    private void addClocks(List<JobSetting> settings) {
        if (random.once(6)) {
            settings.add(new JobSetting.TimeLimit(Clock.CPU, random.millis(100)));
        }
        if (random.once(6)) {
            settings.add(new JobSetting.TimeLimit(Clock.SILENCE, random.millis(60)));
        }
        if (random.once(6)) {
            settings.add(new JobSetting.TimeLimit(Clock.QUEUE, random.millis(150)));
        }
    }

    private StopSequence stopSequence() {
        List<StopSequence.Step> steps = new ArrayList<>();
        for (int i = random.below(3); i > 0; i--) {
            Signal signal = random.oneOf(List.of(Signal.HUP, Signal.INT, Signal.TERM));
            steps.add(new StopSequence.Step(signal, random.perhapsMillis(60)));
        }
        return new StopSequence(steps);
    }

    private Activity activity() {
        int percent = random.once(2) ? 100 : random.from(0, 100 * cpus);
        return new Activity(percent, random.once(2) ? Duration.ZERO : random.millis(40));
    }

    private JobSetting timeout() {
        return switch (random.below(6)) {
            case 0 -> new JobSetting.WarnedTimeout(random.millis(50), random.millis(150));
            case 1 -> new JobSetting.RelativeTimeout(random.oneOf(CATEGORIES), random.from(1, 300), random.millis(50));
            default -> new JobSetting.TimeLimit(Clock.WALL, random.millis(200));
        };
    }

    private Retry retry() {
        Set<Retry.On> on = EnumSet.noneOf(Retry.On.class);
        for (Retry.On each : Retry.On.values()) {
            if (random.once(2)) {
                on.add(each);
            }
        }
        return new Retry(
                random.from(1, 4),
                on,
                random.perhapsMillis(50),
                random.from(1, 3),
                Duration.ofMillis(200),
                random.once(2) ? 0 : 0.5);
    }

    private Map<String, Integer> demands() {
        Map<String, Integer> units = new TreeMap<>();
        for (Resource resource : resources) {
            if (units.isEmpty() || random.once(2)) {
                units.put(resource.name(), random.from(1, resource.count()));
            }
        }
        return units;
    }

    Behaviour behaviour() {
        boolean good = random.once(2);
        return new Behaviour(
                random.perhapsMillis(20),
                !good && random.once(6),
                random.millis(random.once(3) ? 300 : 40),
                good ? 0 : random.below(2),
                !good && random.once(8),
                good ? Integer.MAX_VALUE : random.from(1, 5),
                random.once(6),
                random.perhapsMillis(50),
                random.once(4) ? random.millis(20) : Duration.ZERO,
                random.perhapsMillis(60),
                random.once(12),
                limit == 0 ? List.of() : memory(),
                activity());
    }

    /** Up to three steps; sometimes more than all jobs may use together. */
    private List<MemoryStep> memory() {
        List<MemoryStep> steps = new ArrayList<>();
        Duration after = Duration.ZERO;
        for (int i = random.below(4); i > 0; i--) {
            int all = random.from(0, random.once(8) ? 3 * limit / 2 : limit / 3);
            steps.add(new MemoryStep(after, all, random.once(3) ? random.from(0, all) : 0));
            after = after.plus(random.millis(60));
        }
        return steps;
    }

    private void addMemory(List<JobSetting> settings) {
        if (random.once(6)) {
            settings.add(new JobSetting.CountedMemory(random.oneOf(List.of(MemoryKind.values()))));
        }
        int own = random.once(5) ? random.from(1, limit) : 0;
        if (own > 0) {
            settings.add(new JobSetting.MemoryLimit(own));
            if (random.once(2)) {
                settings.add(new JobSetting.RetriesMemory(random.from(2, 4), own + random.from(1, limit)));
            }
        }
        if (random.once(2)) {
            settings.add(new JobSetting.Memory(
                    random.from(1, own > 0 ? own : random.once(12) ? 2 * limit : limit / 2), random.once(4)));
        }
    }
}
