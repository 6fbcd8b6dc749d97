package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.expool.Resource;
import org.expool.Signal;
import org.expool.TimeLimits;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.memory.HeaviestFirstPolicy;
import org.expool.core.memory.LeastLostWorkPolicy;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.QueueOrder;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.spi.TerminationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Generates scenarios; a seed always gives the same. They are small, as most faults of a scheduler need few jobs, and
 * crowded, as faults need many events at the same time. Each generator makes one. Not thread-safe.
 */
public final class ScenarioGenerator {

    private static final int PERIOD = 300;
    private static final int UNKNOWN_NAME_IN = 100;
    private static final List<TerminationPolicy> POLICIES =
            List.of(new LeastLostWorkPolicy(), new HeaviestFirstPolicy());

    private static final List<Signal> SIGNALS = List.of(Signal.KILL, Signal.TERM, Signal.INT);

    private final RandomSource random;
    private final List<Action> actions = new ArrayList<>();
    private final List<String> taskNames = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final JobGenerator jobs;

    /** Of the pool's memory; 0 where that is not balanced. */
    private int mebibytes;

    private final SchedulerSettings settings;
    private int jobCount;

    private ScenarioGenerator(long seed) {
        random = new RandomSource(seed);
        settings = settings();
        CpuLayout layout = random.once(3) ? TopologyGenerator.layout(settings.workers(), random) : null;
        if (layout != null) {
            actions.add(new Action.Send(Duration.ZERO, new Event.CpuLayoutKnown(layout)));
        }
        if (mebibytes > 0 && random.once(4)) {
            actions.add(history());
        }
        jobs = new JobGenerator(
                random, settings.cpus(), settings.resources(), layout == null ? null : layout.topology(), mebibytes);
    }

    public static Scenario of(long seed) {
        ScenarioGenerator generator = new ScenarioGenerator(seed);
        generator.period(Duration.ZERO);
        if (generator.random.once(4)) {
            generator.period(Duration.ofSeconds(3));
        }
        return new Scenario(generator.settings, generator.actions);
    }

    private SchedulerSettings settings() {
        List<Resource> resources = new ArrayList<>();
        if (random.once(3)) {
            resources.add(Resource.of("gpu", random.from(1, 3)));
            if (random.once(2)) {
                resources.add(Resource.of("licence", random.from(1, 4)));
            }
        }
        return balanced(SchedulerSettings.builder(random.from(1, 4))
                .grace(random.perhapsMillis(100))
                .limits(TimeLimits.NONE
                        .wall(random.once(6) ? random.millis(600) : null)
                        .cpu(random.once(10) ? random.millis(600) : null)
                        .silence(random.once(12) ? random.millis(100) : null)
                        .queue(random.once(12) ? random.millis(200) : null))
                .cpus(random.from(1, 4))
                .samplingInterval(random.once(6) ? random.millis(100) : null)
                .haltOnFailure(random.once(12))
                .chaining(!random.once(6))
                .unchained(random.once(4) ? Set.of("merge") : Set.of())
                .resources(resources));
    }

    private SchedulerSettings balanced(SchedulerSettings.Builder plain) {
        if (!random.once(3)) {
            return plain.build();
        }
        mebibytes = random.from(30, 300);
        Duration interval = random.millis(100);
        return plain.samplingInterval(interval)
                .memory(new MemorySettings(
                        random.once(4) ? Long.MAX_VALUE : (long) mebibytes << 20,
                        random.once(2) ? 0 : (long) random.from(1, mebibytes / 4) << 20,
                        random.oneOf(POLICIES),
                        random.oneOf(List.of(QueueOrder.values())),
                        random.once(2),
                        random.once(3),
                        random.once(2)))
                .build();
    }

    /** Submissions and related actions, within one period from a time on. */
    private void period(Duration from) {
        Duration at = from;
        for (int i = random.from(1, 12); i > 0; i--) {
            actions.add(submission(at));
            at = at.plus(random.perhapsMillis(PERIOD / 8));
        }
        for (String task : taskNames) {
            if (random.once(2)) {
                actions.add(new Action.CloseTask(time(from), task));
            }
            if (random.once(8)) {
                actions.add(new Action.CancelTask(time(from), task));
            }
        }
        for (int i = random.below(4); i > 0; i--) {
            actions.add(new Action.Cancel(time(from), random.from(1, jobCount + 1)));
        }
        for (int i = random.below(7); i > 0; i--) {
            actions.add(ofPool(time(from)));
        }
        for (int i = mebibytes == 0 ? 0 : random.below(4); i > 0; i--) {
            actions.add(
                    random.once(4)
                            ? new Action.Send(time(from), new Event.Pressure())
                            : new Action.Memory(time(from), mebibytes, random.from(0, mebibytes)));
        }
        if (random.once(2)) {
            actions.add(new Action.Join(time(from), random.once(2) ? null : random.millis(2 * PERIOD)));
        }
    }

    private Duration time(Duration from) {
        return from.plus(random.millis(PERIOD));
    }

    private Action ofPool(Duration at) {
        return switch (random.below(14)) {
            case 0, 1 -> new Action.Send(at, new Event.Resize(random.from(1, 5), random.once(2)));
            case 2, 3 -> new Action.Send(at, new Event.Pause(true));
            case 4, 5 -> new Action.Send(at, new Event.Pause(false));
            case 6 -> new Action.Inspect(at, taskNames.isEmpty() || random.once(2) ? null : random.oneOf(taskNames));
            case 7 -> new Action.Step(at, random.millis(200));
            case 8 -> random.once(3) ? cancelAll(at) : new Action.Inspect(at, null);
            case 9 -> new Action.Send(at, new Event.Freeze(true));
            case 10 -> new Action.Send(at, new Event.Freeze(false));
            case 11 -> new Action.LoseProcess(at, random.from(1, jobCount + 1));
            case 12 -> new Action.KillFromOutside(at, random.from(1, jobCount + 1), random.oneOf(SIGNALS));
            default -> random.once(4) ? lastOrCleared(at) : new Action.Step(at, random.millis(50));
        };
    }

    private Action cancelAll(Duration at) {
        return new Action.Send(at, new Event.CancelAll("cancelled by the simulation", random.once(2)));
    }

    private Action lastOrCleared(Duration at) {
        return random.once(2) ? new Action.ClosePool(at) : new Action.Send(at, Event.Cleared.CLEARED);
    }

    /** What jobs of the first category used in earlier runs. */
    private Action history() {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = random.from(1, 5); i > 0; i--) {
            runs.add(new RecordedRun("sort", random.below(4), (long) random.from(1, mebibytes) << 20, 0.05));
        }
        return new Action.Send(Duration.ZERO, new Event.HistoryLoaded(runs));
    }

    private Action submission(Duration at) {
        List<TaskSpec> tasks = new ArrayList<>();
        List<JobSpec> batch = new ArrayList<>();
        for (int i = random.once(4) ? random.from(1, 2) : 0; i > 0; i--) {
            tasks.add(task());
        }
        for (int i = random.once(3) ? random.from(1, 5) : 1; i > 0; i--) {
            batch.add(job());
        }
        return new Action.Submit(at, random.once(4) ? random.millis(10) : Duration.ZERO, tasks, batch);
    }

    private TaskSpec task() {
        String name = "t" + (taskNames.size() + 1);
        TaskSpec task = new TaskSpec(
                name,
                taskNames.isEmpty() || random.once(2) ? null : random.oneOf(taskNames),
                limits(),
                random.once(10) ? after(name) : List.of(),
                random.once(3),
                random.once(3),
                random.perhapsMillis(60),
                random.once(10));
        taskNames.add(name);
        names.add(name);
        return task;
    }

    private TimeLimits limits() {
        return TimeLimits.NONE
                .wall(random.once(4) ? random.millis(200) : null)
                .cpu(random.once(6) ? random.millis(200) : null)
                .silence(random.once(10) ? random.millis(100) : null)
                .queue(random.once(10) ? random.millis(200) : null);
    }

    private JobSpec job() {
        int number = ++jobCount;
        String name = names.isEmpty() || !random.once(12) ? "j" + number : random.oneOf(names);
        List<JobSetting> jobSettings = jobs.settings();
        if (random.once(6)) {
            List<String> after = after(name);
            if (!after.isEmpty()) {
                jobSettings.add(new JobSetting.After(after));
            }
        }
        names.add(name);
        return new JobSpec(number, name, owner(), jobSettings, jobs.behaviour());
    }

    private @Nullable String owner() {
        return taskNames.isEmpty() || random.once(3) ? null : random.oneOf(taskNames);
    }

    /** Names that are known by now, or soon, or never. */
    private List<String> after(String self) {
        List<String> after = new ArrayList<>();
        for (int i = random.from(1, 2); i > 0; i--) {
            String name = random.once(UNKNOWN_NAME_IN) || names.isEmpty()
                    ? "j" + random.from(1, jobCount + 2)
                    : random.oneOf(names);
            if (!name.equals(self) && !after.contains(name)) {
                after.add(name);
            }
        }
        return after;
    }
}
