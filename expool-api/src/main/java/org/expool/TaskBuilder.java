package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Task} step by step; {@link #build} reports every problem at once. Not thread-safe. */
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

    /** The task of which this one is a member. */
    public TaskBuilder parent(Task owner) {
        this.parent = owner;
        return this;
    }

    /**
     * Ends all its unfinished jobs as timed-out when it has taken this long, measured from the start of the first of
     * them; also those that wait, and those that are added later.
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

    /** The limit without output of each of its jobs that has none of its own; as of {@link JobBuilder#silenceTimeout}. */
    public TaskBuilder silenceTimeout(Duration limit) {
        this.limits = limits.silence(limit);
        return this;
    }

    /** The limit of waiting of each of its jobs that has none of its own; as of {@link JobBuilder#queueTimeout}. */
    public TaskBuilder queueTimeout(Duration limit) {
        this.limits = limits.queue(limit);
        return this;
    }

    /**
     * Called once, before the first of its jobs starts, at any depth and on a thread of the pool's own; its jobs wait
     * for it, no others do. If it throws, its jobs are not started. Not called if none of its jobs comes to a start.
     */
    public TaskBuilder onStart(Consumer<Task> callback) {
        this.onStart = callback;
        return this;
    }

    /** Called once if all its direct members succeeded, after their callbacks and before {@link #onFinish}. */
    public TaskBuilder onDone(Consumer<TaskSummary> callback) {
        this.onDone = callback;
        return this;
    }

    /** Called once at any end of the task, after the callbacks of all its members. */
    public TaskBuilder onFinish(Consumer<TaskSummary> callback) {
        this.onFinish = callback;
        return this;
    }

    /** Where the standard output of its jobs goes that say nothing of their own. */
    public TaskBuilder stdout(Output destination) {
        this.stdout = destination;
        return this;
    }

    /** Where the standard error of its jobs goes that say nothing of their own. */
    public TaskBuilder stderr(Output destination) {
        this.stderr = destination;
        return this;
    }

    /** The user's own labels, carried along unread and inherited by its members. */
    public TaskBuilder params(Map<String, String> labels) {
        this.params = Map.copyOf(labels);
        return this;
    }

    /** Lets its jobs wait until all jobs and tasks of these names have succeeded; as of {@link JobBuilder#after}. */
    public TaskBuilder after(String... names) {
        this.after = List.of(names);
        return this;
    }

    /**
     * The task.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Task build() {
        return new Task(name, parent, limits, onStart, onDone, onFinish, stdout, stderr, params, after);
    }
}
