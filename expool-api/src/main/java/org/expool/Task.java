package org.expool;

import java.time.Duration;
import java.util.Map;
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
        private @Nullable Duration timeout;

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
            this.timeout = limit;
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
            if (timeout != null) {
                problems.notYet("timeout", timeout, "tasks only label their jobs");
            }
            problems.throwIfAny();
            return new Task(name, parent, params);
        }
    }
}
