package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.expool.core.dependency.CycleFinder;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs wait for which. A job waits for the jobs and tasks that it names, and for those that its tasks name; a
 * task has ended when its members have.
 *
 * <p>A submission can close a cycle only through a new job that waits: {@link #cycles} searches along the jobs and
 * tasks that wait for it for a way back. Nothing else is walked, so a job without dependents costs nothing.
 */
final class Dependencies {

    private final NameIndex names = new NameIndex();

    /** The unknown names that these wait for, each as a problem in words; call when all have been added. */
    List<String> unknownNames(Collection<TaskEntry> tasks, Collection<JobEntry> jobs) {
        List<String> problems = new ArrayList<>();
        tasks.forEach(task -> check(task.task().toString(), task.task().after(), problems));
        jobs.forEach(job -> check("job '" + job.name() + "'", job.job().after(), problems));
        return problems;
    }

    private void check(String waiting, List<String> after, List<String> problems) {
        for (String name : after) {
            if (!names.knows(name)) {
                problems.add(waiting + " must run after '" + name + "', but no job or task of this name was submitted");
            }
        }
    }

    void add(WorkItem member) {
        names.add(member);
    }

    /** Resolves what a task's jobs wait for, once everything that it may name has been added. */
    void link(TaskEntry task) {
        TaskEntry above = task.owner;
        if (above != null) {
            task.prerequisites.addAll(above.prerequisites);
            task.failedPrerequisite = above.failedPrerequisite;
        }
        collect(task.task().after(), task.prerequisites);
        if (task.failedPrerequisite == null) {
            task.failedPrerequisite = failure(task.task().after());
        }
    }

    /**
     * The same for a job, which is added to the dependents of its prerequisites. Returns the failure that keeps it from
     * starting ever, or null.
     */
    @Nullable
    Failure link(JobEntry job) {
        TaskEntry task = job.owner;
        List<String> after = job.job().after();
        if (after.isEmpty() && (task == null || (task.prerequisites.isEmpty() && task.failedPrerequisite == null))) {
            return null;
        }
        Set<WorkItem> all = new LinkedHashSet<>();
        collect(after, all);
        Failure failed = failure(after);
        if (task != null) {
            all.addAll(task.prerequisites);
            failed = failed == null ? task.failedPrerequisite : failed;
        }
        for (WorkItem each : all) {
            failed = failed == null ? each.failure : failed;
        }
        if (failed != null) {
            return failed;
        }
        List<WorkItem> awaited = all.stream().filter(each -> !each.completed).toList();
        if (!awaited.isEmpty()) {
            job.prerequisites = awaited;
            job.pendingPrerequisites = awaited.size();
            awaited.forEach(each -> each.addDependent(job));
        }
        return null;
    }

    private @Nullable Failure failure(List<String> after) {
        for (String name : after) {
            Failure failure = names.failure(name);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    private void collect(List<String> after, Collection<WorkItem> all) {
        after.forEach(name -> all.addAll(names.unfinished(name)));
    }

    /**
     * The cycles that a new job closes, in words; those found through an earlier job are not repeated.
     *
     * @param finder searches along {@link #waiting}; the same for all jobs of a submission
     */
    static List<String> cycles(JobEntry job, CycleFinder<WorkItem> finder) {
        return job.pendingPrerequisites == 0
                ? List.of()
                : finder.from(job).stream().map(Dependencies::describe).toList();
    }

    /** The unfinished jobs and tasks that wait for a job or task. */
    static List<WorkItem> waiting(WorkItem member) {
        List<WorkItem> waiting = new ArrayList<>(member.dependents());
        waiting.removeIf(each -> each.completed); // another of its prerequisites has failed
        if (member.owner != null) {
            waiting.add(member.owner);
        }
        return waiting;
    }

    private static String describe(List<WorkItem> cycle) {
        List<WorkItem> round = new ArrayList<>(cycle); // each waits for the one before
        Collections.reverse(round);
        round.add(round.get(0));
        return round.stream()
                .map(member -> "'" + member.name() + "'")
                .collect(Collectors.joining(" waits for ", "nothing of this could start: ", ""));
    }

    /** Takes back what {@link #add} and {@link #link} did, in case of an error; walks each list of dependents once. */
    void withdraw(Collection<? extends WorkItem> members) {
        Set<WorkItem> awaited = new LinkedHashSet<>();
        for (WorkItem member : members) {
            names.withdraw(member);
            if (member instanceof JobEntry job && job.prerequisites != null) {
                awaited.addAll(job.prerequisites);
                job.prerequisites = null;
            }
        }
        Set<WorkItem> withdrawn = new HashSet<>(members);
        awaited.forEach(each -> each.removeDependents(withdrawn));
    }

    void completed(WorkItem member) {
        names.completed(member);
    }

    void roundEnded() {
        names.clear();
    }
}
