package org.expool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The description of a named group of jobs and of other tasks. Opened in a pool by {@link ExecPool#task}, or by the first
 * job that belongs to it. Immutable and thread-safe, provided that its callbacks are thread-safe.
 *
 * <p>A task starts with the first start of one of its jobs, at any depth. It ends when it is closed to additions (by
 * {@link TaskHandle#close} or by a join of the pool) and all its members have ended. It succeeds if all its direct
 * members succeeded.
 *
 * @param name the name in results; identifies the task within a pool
 * @param parent the task that contains it, or null
 * @param limits {@code wall}: time from its start; {@code cpu}: CPU time of all its jobs together; {@code silence} and
 *     {@code queue}: defaults for each of its jobs, at any depth, unless the job or a task between them has its own
 * @param onStart called before the first of its jobs starts, or null
 * @param onDone called when all its members succeeded, before {@code onFinish}, or null
 * @param onFinish called at any end of the task, or null
 * @param stdout the default destination of the standard output of its jobs; null for that of the parent or, without a
 *     parent, that of this process
 * @param stderr the default destination of standard error, likewise
 * @param params the user's labels, merged over those of its parents; its jobs inherit them
 * @param after the names of its prerequisites: jobs and tasks that must succeed before one of its jobs starts
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
     * Checks, copies, and adds inherited labels and streams.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Task {
        Problems problems = new Problems("task '" + name + "'");
        problems.checkName("name", name);
        limits.check(problems);
        if (limits.relative() != null) {
            problems.add(
                    "timeout", limits.relative(), "a timeout relative to a median applies to jobs only; give a time");
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

    /**
     * A task without a parent, with default settings.
     *
     * @throws InvalidSettingsException if the name is empty or contains a NUL byte
     */
    public static Task of(String name) {
        return builder(name).build();
    }

    /** A builder for a task. */
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

    /** The longest time from its start to its end; null for no limit. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }

    /** The names of its parents from the top, and its own, separated by slashes. */
    public String path() {
        return parent == null ? name : parent.path() + "/" + name;
    }

    /** The labels merged over those of the task above. */
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
