package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Task}; {@link #build} reports every problem at once. Not thread-safe. */
public final class TaskBuilder {

    private final String name;
    private @Nullable Task parent;
    private TimeLimits limits = TimeLimits.NONE;
    private @Nullable Consumer<Task> onStart;
    private @Nullable Consumer<TaskSummary> onDone;
    private @Nullable Consumer<TaskSummary> onFinish;
    private @Nullable Output stdout;
    private @Nullable Output stderr;
    private Map<String, String> params = Map.of();
    private List<String> after = List.of();

    TaskBuilder(String name) {
        this.name = name;
    }

    /** Sets the task that contains this one. */
    public TaskBuilder parent(Task owner) {
        this.parent = owner;
        return this;
    }

    /**
     * Ends all its unfinished jobs as timed-out, also waiting ones and those added later, when it has taken this long,
     * measured from the start of the first of them.
     *
     * @param limit longer than zero; no limit by default
     */
    public TaskBuilder timeout(Duration limit) {
        this.limits = limits.wall(limit);
        return this;
    }

    /**
     * Ends all its unfinished jobs as timed-out when they have used this much CPU time together, at any depth.
     *
     * @param limit longer than zero; no limit by default
     */
    public TaskBuilder cpuTimeout(Duration limit) {
        this.limits = limits.cpu(limit);
        return this;
    }

    /** Sets the default {@link JobBuilder#silenceTimeout} of its jobs. */
    public TaskBuilder silenceTimeout(Duration limit) {
        this.limits = limits.silence(limit);
        return this;
    }

    /** Sets the default {@link JobBuilder#queueTimeout} of its jobs. */
    public TaskBuilder queueTimeout(Duration limit) {
        this.limits = limits.queue(limit);
        return this;
    }

    /**
     * Sets a callback that runs once, before the first start of one of its jobs, at any depth, on a thread of the pool. Only
     * its jobs wait for it. If the callback throws, its jobs are not started. Not called if none of its jobs is about to start.
     */
    public TaskBuilder onStart(Consumer<Task> callback) {
        this.onStart = callback;
        return this;
    }

    /** Sets a callback that runs once if all its direct members succeeded, after theirs and before {@link #onFinish}. */
    public TaskBuilder onDone(Consumer<TaskSummary> callback) {
        this.onDone = callback;
        return this;
    }

    /** Sets a callback that runs once when the task has ended, after the callbacks of all its members. */
    public TaskBuilder onFinish(Consumer<TaskSummary> callback) {
        this.onFinish = callback;
        return this;
    }

    /** Sets the default destination of the standard output of its jobs. */
    public TaskBuilder stdout(Output destination) {
        this.stdout = destination;
        return this;
    }

    /** Sets the default destination of the standard error of its jobs. */
    public TaskBuilder stderr(Output destination) {
        this.stderr = destination;
        return this;
    }

    /** Sets the user's labels, which its members inherit. The pool does not interpret them. */
    public TaskBuilder params(Map<String, String> labels) {
        this.params = Map.copyOf(labels);
        return this;
    }

    /** Starts its jobs only when all jobs and tasks of these names have succeeded; see {@link JobBuilder#after}. */
    public TaskBuilder after(String... names) {
        this.after = List.of(names);
        return this;
    }

    /**
     * Builds the task.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Task build() {
        return new Task(name, parent, limits, onStart, onDone, onFinish, stdout, stderr, params, after);
    }
}
