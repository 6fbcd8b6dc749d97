package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job or a task: what a task consists of, and what jobs can wait for. Part of the scheduler's state. */
abstract sealed class WorkItem permits JobEntry, TaskEntry {

    /** The task it belongs to, or null. */
    @Nullable
    TaskEntry owner;

    /** Whether it has its outcome. */
    boolean completed;

    /** Why it did not succeed, once it has completed; null if it did. */
    @Nullable
    Failure failure;

    /** Jobs that wait, or waited, for it; null where there are none. */
    private @Nullable List<JobEntry> dependents;

    abstract String name();

    void addDependent(JobEntry job) {
        if (dependents == null) {
            dependents = new ArrayList<>(2);
        }
        dependents.add(job);
    }

    void removeDependents(Set<? extends WorkItem> leaving) {
        if (dependents != null) {
            dependents.removeIf(leaving::contains);
        }
    }

    List<JobEntry> dependents() {
        return dependents == null ? List.of() : dependents;
    }

    void forgetDependents() {
        dependents = null;
    }
}
