package org.expool.simulator.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.expool.Task;
import org.expool.simulator.SimulatedJob;
import org.expool.simulator.SimulatedTask;
import org.expool.simulator.Simulation;
import org.jspecify.annotations.Nullable;

/** A simulation while a scenario is being planned, with its tasks and jobs. Not thread-safe. */
public final class Stage {

    private final Simulation simulation;
    private final Map<String, SimulatedTask> tasks = new HashMap<>();
    private final Map<Integer, SimulatedJob> jobs = new HashMap<>();

    Stage(Simulation simulation) {
        this.simulation = simulation;
    }

    Simulation simulation() {
        return simulation;
    }

    SimulatedTask open(TaskSpec spec) {
        SimulatedTask entry = simulation.newTask(
                spec.task(definition(find(spec.parent()))), spec.callbackTime(), spec.onStartThrows());
        if (tasks.put(spec.name(), entry) != null) {
            throw new IllegalArgumentException("task: " + spec.name() + " is opened twice");
        }
        return entry;
    }

    SimulatedJob submit(JobSpec spec) {
        SimulatedJob entry = simulation.newJob(spec.job(definition(find(spec.task()))), spec.behaviour());
        if (jobs.put(spec.number(), entry) != null) {
            throw new IllegalArgumentException("job: the number " + spec.number() + " is given twice");
        }
        return entry;
    }

    private static @Nullable Task definition(@Nullable SimulatedTask entry) {
        return entry == null ? null : entry.task();
    }

    @Nullable
    SimulatedTask find(@Nullable String task) {
        return task == null ? null : tasks.get(task);
    }

    /** Does nothing if there is no such task. */
    void withTask(String name, Consumer<SimulatedTask> use) {
        SimulatedTask entry = tasks.get(name);
        if (entry != null) {
            use.accept(entry);
        }
    }

    /** Does nothing if there is no such job. */
    void withJob(int number, Consumer<SimulatedJob> use) {
        SimulatedJob entry = jobs.get(number);
        if (entry != null) {
            use.accept(entry);
        }
    }
}
