package org.expool.core.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.expool.Job;
import org.expool.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Chained constraints: a job that would fail as another just did is terminated too, or not started. A relative is a job
 * of the same category; both sizes must be known (above 0), and its size times slowdown must not be smaller than the
 * violator's, whatever its own limits are. For memory, the peaks are compared instead where both are known.
 *
 * <p>Waiting jobs are kept by category, the heaviest first, so that a violated time limit costs O(log n) for each job
 * that it ends and nothing for the others. A violated memory limit costs O(n) for n waiting jobs of the category, as
 * they are not sorted by their peaks.
 */
final class Chains {

    private static final Comparator<JobEntry> HEAVIEST_FIRST = (one, other) -> {
        int order = Double.compare(other.weight(), one.weight());
        return order != 0 ? order : Long.compare(one.id(), other.id());
    };

    private final boolean enabled;
    private final Set<String> unchained;
    private final TaskTree.JobEnder ender;
    private final Map<String, JobHeap> waiting = new HashMap<>();

    Chains(boolean enabled, Set<String> unchained, TaskTree.JobEnder ender) {
        this.enabled = enabled;
        this.unchained = unchained;
        this.ender = ender;
    }

    /**
     * A job has ended for good. If that was by one of its limits, its relatives end too.
     *
     * @param active those that do not wait
     */
    void ended(JobEntry job, Outcome outcome, Collection<JobEntry> active, long now) {
        if (outcome instanceof Outcome.TimedOut timedOut && timedOut.isOfOneJob() && begins(job, timedOut)) {
            chain(job, Outcome.Chained.Cause.TIME, timedOut.limitInWords(), active, now);
        } else if (outcome instanceof Outcome.MemoryExceeded exceeded) {
            chain(job, Outcome.Chained.Cause.MEMORY, exceeded.limitInWords(), active, now);
        }
    }

    private void chain(
            JobEntry violator, Outcome.Chained.Cause cause, String limit, Collection<JobEntry> active, long now) {
        if (!concerns(violator.job())) {
            return;
        }
        TerminationRequest termination = TerminationRequest.chained(violator.id(), violator.name(), cause, limit);
        takeWaiting(violator, cause).forEach(job -> ender.end(job, termination, now));
        for (JobEntry job : List.copyOf(active)) {
            if (isRelative(job, violator, cause)) {
                ender.end(job, termination, now);
            }
        }
    }

    /** Whether the job can begin or be part of a chain. */
    private boolean concerns(Job job) {
        return enabled && job.category() != null && job.size() > 0 && !unchained.contains(job.category());
    }

    /** Whether a timeout begins a chain; a silence does not, as it says nothing about heavier jobs. */
    private static boolean begins(JobEntry job, Outcome.TimedOut timedOut) {
        return !job.job().restartOnTimeout() && timedOut.clock() != Outcome.TimedOut.Clock.SILENCE;
    }

    /** It waits for its start. */
    void add(JobEntry job) {
        if (concerns(job.job()) && job.chainIndex == JobEntry.NONE) {
            waiting.computeIfAbsent(job.job().category(), key -> new JobHeap(JobHeap.Kind.CATEGORY, HEAVIEST_FIRST))
                    .add(job);
        }
    }

    /** It waits no longer. */
    void remove(JobEntry job) {
        if (job.chainIndex != JobEntry.NONE) {
            String category = job.job().category();
            JobHeap heap = requireNonNull(waiting.get(category));
            heap.remove(job);
            if (heap.isEmpty()) {
                waiting.remove(category);
            }
        }
    }

    /** It waits no longer; in whatever state an interrupted step has left it. */
    void discard(JobEntry job) {
        JobHeap heap = waiting.get(job.job().category());
        if (heap != null) {
            heap.discard(job);
            if (heap.isEmpty()) {
                waiting.remove(job.job().category());
            }
        }
    }

    /** The waiting relatives of a violator, the heaviest first. */
    private List<JobEntry> takeWaiting(JobEntry violator, Outcome.Chained.Cause cause) {
        List<JobEntry> relatives = new ArrayList<>();
        List<JobEntry> spared = new ArrayList<>();
        JobHeap heap = waiting.get(violator.job().category());
        for (JobEntry job = first(heap); job != null && job.weight() >= violator.weight(); job = first(heap)) {
            remove(job);
            (isRelative(job, violator, cause) ? relatives : spared).add(job);
        }
        if (cause == Outcome.Chained.Cause.MEMORY) {
            relatives.addAll(takeLighter(violator, heap));
        }
        spared.forEach(this::add);
        return relatives;
    }

    /** Those that are lighter but whose known peak is as high. */
    private List<JobEntry> takeLighter(JobEntry violator, @Nullable JobHeap heap) {
        List<JobEntry> relatives = new ArrayList<>();
        if (heap != null) {
            heap.forEach(job -> {
                if (isRelative(job, violator, Outcome.Chained.Cause.MEMORY)) {
                    relatives.add(job);
                }
            });
            relatives.forEach(this::remove);
        }
        return relatives;
    }

    private static @Nullable JobEntry first(@Nullable JobHeap heap) {
        return heap == null ? null : heap.first();
    }

    private boolean isRelative(JobEntry job, JobEntry violator, Outcome.Chained.Cause cause) {
        return job != violator
                && concerns(job.job())
                && Objects.equals(job.job().category(), violator.job().category())
                && isAsHeavy(job, violator, cause);
    }

    private static boolean isAsHeavy(JobEntry job, JobEntry violator, Outcome.Chained.Cause cause) {
        long peak = job.memory == null ? 0 : job.memory.peak;
        long ofViolator = violator.memory == null ? 0 : violator.memory.peak;
        return cause == Outcome.Chained.Cause.MEMORY && peak > 0 && ofViolator > 0
                ? peak >= ofViolator
                : job.weight() >= violator.weight();
    }
}
