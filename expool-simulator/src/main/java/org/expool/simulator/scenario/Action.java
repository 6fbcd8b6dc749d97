package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.List;
import org.expool.Signal;
import org.expool.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/** An action on a pool at a time. Jobs are identified by number, tasks by name. Immutable and thread-safe. */
public sealed interface Action {

    /** When, from the beginning; not negative. */
    Duration at();

    /** Plans it. */
    void plan(Stage stage);

    /**
     * Tasks are opened and jobs submitted, all or none.
     *
     * @param travel until the scheduler gets it
     * @param tasks those above before those below
     */
    record Submit(Duration at, Duration travel, List<TaskSpec> tasks, List<JobSpec> jobs) implements Action {

        public Submit {
            tasks = List.copyOf(tasks);
            jobs = List.copyOf(jobs);
        }

        @Override
        public void plan(Stage stage) {
            stage.simulation()
                    .admit(
                            at,
                            travel,
                            tasks.stream().map(stage::open).toList(),
                            jobs.stream().map(stage::submit).toList());
        }
    }

    /** A task is closed to additions. */
    record CloseTask(Duration at, String task) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.withTask(task, entry -> stage.simulation().close(at, entry));
        }
    }

    record CancelTask(Duration at, String task) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.withTask(task, entry -> stage.simulation().cancel(at, entry));
        }
    }

    record Cancel(Duration at, int job) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.withJob(job, entry -> stage.simulation().cancel(at, entry));
        }
    }

    record ClosePool(Duration at) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.simulation().close(at);
        }
    }

    /** The scheduler gets an event that names no job and no task, such as a pause. */
    record Send(Duration at, Event event) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.simulation().send(at, event);
        }
    }

    /** A process can no longer be reached, nor will its exit be reported. */
    record LoseProcess(Duration at, int job) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.withJob(job, entry -> stage.simulation().loseProcess(at, entry));
        }
    }

    /** Somebody else sends a signal to a process, which ends by it. */
    record KillFromOutside(Duration at, int job, Signal signal) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.withJob(job, entry -> stage.simulation().killFromOutside(at, entry, signal));
        }
    }

    /**
     * A caller waits for the end of the round.
     *
     * @param limit longer than zero, or null
     */
    record Join(Duration at, @Nullable Duration limit) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.simulation().join(at, limit);
        }
    }

    /** A caller lists what is unfinished in a task, or in the pool if there is no such task. */
    record Inspect(Duration at, @Nullable String task) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.simulation().inspect(at, stage.find(task));
        }
    }

    /**
     * The host's memory, or what other processes use of it, changes.
     *
     * @param total in MiB; 0 for unknown
     * @param others how much other processes use of that
     */
    record Memory(Duration at, int total, int others) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.simulation().memory(at, total, others);
        }
    }

    /** The clock steps forward, as after a suspended host resumes. */
    record Step(Duration at, Duration by) implements Action {
        @Override
        public void plan(Stage stage) {
            stage.simulation().step(at, by);
        }
    }
}
