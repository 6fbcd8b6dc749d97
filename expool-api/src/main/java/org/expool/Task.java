package org.expool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A named group of jobs and of other tasks. In this version a task labels its jobs and counts their outcomes; its
 * timeout, callbacks and streams have no effect yet and are refused. Immutable and thread-safe.
 *
 * @param name what results call it; tasks of one pool are told apart by it
 * @param parent the task it belongs to, or null
 * @param params the user's own labels, carried along unread
 */
public record Task(String name, @Nullable Task parent, Map<String, String> params) {

    /**
     * Checks and copies.
     *
     * @throws InvalidSettingsException if the name is empty or holds a NUL byte
     */
    public Task {
        params = Map.copyOf(params);
        Problems problems = new Problems("task '" + name + "'");
        problems.checkName("name", name);
        problems.throwIfAny();
    }

    /** A task without a parent. */
    public static Task of(String name) {
        return builder(name).build();
    }

    /** Starts the description of a task. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Describes a task step by step; {@link #build} reports every problem at once. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private @Nullable Task parent;
        private Map<String, String> params = Map.of();
        private final Map<String, Object> withoutEffect = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /** The task to which this one belongs. */
        public Builder parent(Task owner) {
            this.parent = owner;
            return this;
        }

        /** The user's own labels, carried along unread. */
        public Builder params(Map<String, String> labels) {
            this.params = Map.copyOf(labels);
            return this;
        }

        /** Ends all its jobs after this long. Has no effect yet, so {@link #build} refuses it. */
        public Builder timeout(Duration limit) {
            return notYet("timeout", limit);
        }

        /** Called before its first job starts. Has no effect yet, so {@link #build} refuses it. */
        public Builder onStart(Consumer<Task> callback) {
            return notYet("onStart", "");
        }

        /** Called when all its members succeeded. Has no effect yet, so {@link #build} refuses it. */
        public Builder onDone(Consumer<TaskSummary> callback) {
            return notYet("onDone", "");
        }

        /** Called at any end of the task. Has no effect yet, so {@link #build} refuses it. */
        public Builder onFinish(Consumer<TaskSummary> callback) {
            return notYet("onFinish", "");
        }

        /** Where its jobs' standard output goes. Has no effect yet, so {@link #build} refuses it. */
        public Builder stdout(Output destination) {
            return notYet("stdout", destination);
        }

        /** Where its jobs' standard error goes. Has no effect yet, so {@link #build} refuses it. */
        public Builder stderr(Output destination) {
            return notYet("stderr", destination);
        }

        private Builder notYet(String setting, Object value) {
            withoutEffect.put(setting, value);
            return this;
        }

        /**
         * The task.
         *
         * @throws InvalidSettingsException with every problem found
         */
        public Task build() {
            Problems problems = new Problems("task '" + name + "'");
            problems.checkName("name", name);
            withoutEffect.forEach((setting, value) -> problems.notYet(setting, value, "tasks only label their jobs"));
            problems.throwIfAny();
            return new Task(name, parent, params);
        }
    }
}
