package org.expool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A named group of jobs and of other tasks: what is to be done, not the doing of it. Opened in a pool by
 * {@link ExecPool#task}, or by the first job that belongs to it. Immutable and thread-safe, as far as its callbacks are.
 *
 * <p>A task starts with the first of its jobs to start, at any depth, and ends when it is closed to additions (by
 * {@link TaskHandle#close} or by a join of the pool) and all its members have ended. It succeeds if all its direct
 * members did.
 *
 * @param name what results call it; tasks of one pool are told apart by it
 * @param parent the task it is a member of, or null
 * @param limits {@code wall}: how long it may take from its start on; {@code cpu}: how much CPU time all its jobs together may
 *     use; {@code silence} and {@code queue}: of each of its jobs, at any depth, for which nothing nearer to it says anything
 * @param onStart called before the first of its jobs starts, or null
 * @param onDone called when all its members succeeded, before {@code onFinish}, or null
 * @param onFinish called at any end of the task, or null
 * @param stdout where the standard output of its jobs goes that say nothing of their own; null for that of the parent,
 *     and at the top that of this process
 * @param stderr the same for standard error
 * @param params the user's own labels, over those of its parents; its jobs inherit them
 * @param after names of the jobs and tasks that must have succeeded before one of its jobs may start
 */
public record Task(
        String name,
        @Nullable Task parent,
        TimeLimits limits,
        @Nullable Consumer<Task> onStart,
        @Nullable Consumer<TaskSummary> onDone,
        @Nullable Consumer<TaskSummary> onFinish,
        @Nullable Output stdout,
        @Nullable Output stderr,
        Map<String, String> params,
        List<String> after) {

    /**
     * Checks, copies, and takes over what is inherited.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Task {
        Problems problems = new Problems("task '" + name + "'");
        problems.checkName("name", name);
        limits.check(problems);
        if (limits.relative() != null) {
            problems.add("timeout", limits.relative(), "a share of a median is a limit of jobs; give a time");
        }
        problems.checkLabels(params);
        problems.checkAfter(name, after);
        if (stdout == Output.toStdout()) {
            problems.add("stdout", "toStdout", "only stderr can follow stdout");
        }
        problems.throwIfAny();
        params = merged(parent, params);
        after = List.copyOf(after);
        if (parent != null) {
            stdout = stdout == null ? parent.stdout : stdout;
            stderr = stderr == null ? parent.stderr : stderr;
        }
    }

    /** A task without a parent. */
    public static Task of(String name) {
        return builder(name).build();
    }

    /** Starts the description of a task. */
    public static TaskBuilder builder(String name) {
        return new TaskBuilder(name);
    }

    /**
     * A copy that is a member of another task, from which it inherits labels and streams.
     *
     * @throws InvalidSettingsException if it has another parent
     */
    public Task in(Task owner) {
        if (owner.equals(parent)) {
            return this;
        }
        if (parent != null) {
            Problems problems = new Problems(toString());
            problems.add("parent", owner.name(), "it belongs to the task '" + parent.name() + "' already");
            problems.throwIfAny();
        }
        return new Task(name, owner, limits, onStart, onDone, onFinish, stdout, stderr, params, after);
    }

    /** How long it may take from its start on; null for no limit. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }

    /** The names from the top down to this one, separated by slashes. */
    public String path() {
        return parent == null ? name : parent.path() + "/" + name;
    }

    /** The labels over those of the task above. */
    static Map<String, String> merged(@Nullable Task above, Map<String, String> own) {
        if (above == null || above.params.isEmpty()) {
            return Map.copyOf(own);
        }
        Map<String, String> all = new LinkedHashMap<>(above.params);
        all.putAll(own);
        return Map.copyOf(all);
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "task '" + name + "'";
    }
}
