package org.expool.simulator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which jobs wait for which, computed in the plainest way: from all names of the round, and by a search for cycles from
 * the new jobs along everything that they wait for. Not thread-safe.
 */
final class ReferenceDependencies {

    private final Map<String, List<Completion>> known = new HashMap<>();

    /** Adds tasks and jobs with their prerequisites. Returns whether they must be refused; then nothing was added. */
    boolean add(List<SimulatedTask> tasks, List<SimulatedJob> jobs) {
        tasks.forEach(task -> enter(task.completion));
        jobs.forEach(job -> enter(job.completion));
        boolean refused = tasks.stream().anyMatch(task -> isUnknown(task.task().after()))
                || jobs.stream().anyMatch(job -> isUnknown(job.job().after()));
        if (!refused) {
            tasks.forEach(this::link);
            jobs.forEach(this::link);
            refused = hasCycle(jobs);
        }
        if (refused) {
            tasks.forEach(this::withdraw);
            jobs.forEach(this::withdraw);
        }
        return refused;
    }

    private void enter(Completion completion) {
        known.computeIfAbsent(completion.name(), name -> new ArrayList<>(1)).add(completion);
    }

    private boolean isUnknown(List<String> names) {
        return !names.isEmpty() && !known.keySet().containsAll(names);
    }

    private void link(SimulatedTask task) {
        SimulatedTask parent = task.parent();
        task.prerequisites = named(task.task().after());
        if (parent != null) {
            parent.tasks.add(task);
            task.prerequisites.addAll(parent.prerequisites);
        }
    }

    private void link(SimulatedJob job) {
        SimulatedTask task = job.simulatedTask();
        List<Completion> all = named(job.job().after());
        if (task != null) {
            task.jobs.add(job);
            all.addAll(task.prerequisites);
        }
        if (all.stream().anyMatch(Completion::failed)) {
            all.removeIf(completion -> !completion.failed()); // the others had completed before
        }
        job.prerequisites = all;
    }

    private List<Completion> named(List<String> names) {
        List<Completion> completions = new ArrayList<>(names.size());
        names.forEach(name -> completions.addAll(known.get(name)));
        return completions;
    }

    /** A depth-first search for a cycle (Tarjan 1972), without recursion. */
    private static boolean hasCycle(List<SimulatedJob> jobs) {
        Set<Completion> seen = new HashSet<>();
        Set<Completion> trail = new HashSet<>();
        Deque<Completion> open = new ArrayDeque<>();
        jobs.stream().filter(job -> !job.prerequisites.isEmpty()).forEach(job -> open.push(job.completion));
        while (!open.isEmpty()) {
            Completion completion = open.peek();
            if (!seen.add(completion)) {
                open.pop();
                trail.remove(completion);
                continue;
            }
            trail.add(completion);
            for (Completion awaited : completion.awaits()) {
                if (trail.contains(awaited)) {
                    return true;
                }
                if (!awaited.completed && !seen.contains(awaited)) {
                    open.push(awaited);
                }
            }
        }
        return false;
    }

    private void withdraw(SimulatedTask task) {
        forget(task.completion);
        if (task.parent() != null) {
            task.parent().tasks.remove(task);
        }
    }

    private void withdraw(SimulatedJob job) {
        forget(job.completion);
        job.prerequisites = List.of();
        if (job.simulatedTask() != null) {
            job.simulatedTask().jobs.remove(job);
        }
    }

    private void forget(Completion completion) {
        List<Completion> namesakes = requireNonNull(known.get(completion.name()));
        namesakes.remove(completion);
        if (namesakes.isEmpty()) {
            known.remove(completion.name());
        }
    }

    /** A new round begins. */
    void clear() {
        known.clear();
    }
}
