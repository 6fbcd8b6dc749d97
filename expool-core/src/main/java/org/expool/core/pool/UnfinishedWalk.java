package org.expool.core.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.expool.Unfinished;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * Lists what is unfinished on the caller's thread. The scheduler answers one slice of jobs at a time and works in
 * between, so each job is as it was when its slice was read. What is unfinished throughout is listed exactly once; what
 * was submitted after the walk began is left out. Used once.
 */
final class UnfinishedWalk {

    /** Jobs in a slice: less than 1 ms of the scheduler's time. */
    static final int SLICE = 500;

    private record Member(long place, boolean isTask, Unfinished what) {

        /** A task comes before the jobs that were submitted after it was opened. */
        static final Comparator<Member> ORDER =
                Comparator.comparingLong(Member::place).thenComparing(member -> member.isTask ? 1 : 0);
    }

    private final EventSink engine;
    private final ResultFactory results;
    private final Map<TaskEntry, List<Member>> members = new IdentityHashMap<>();
    private final List<Member> top = new ArrayList<>();

    /**
     * Not begun yet.
     *
     * @param engine is asked
     */
    UnfinishedWalk(EventSink engine, ResultFactory results) {
        this.engine = engine;
        this.results = results;
    }

    /**
     * Lists them, members within their tasks, in the order of additions.
     *
     * @param tasks those of the pool, those above before those below
     * @param of of this task; null for all
     * @param last the number of the last job to be listed
     */
    List<Unfinished> list(List<SubmittedTask> tasks, @Nullable SubmittedTask of, long last) {
        long next = 0;
        while (next < last) {
            CompletableFuture<Inspection> answer = new CompletableFuture<>();
            if (!engine.send(new Event.Inspect(of, next, SLICE, answer))) {
                return List.of();
            }
            Inspection slice = engine.runtime().join(answer);
            for (Inspection.InspectedJob job : slice.jobs()) {
                if (job.job().id() <= last) {
                    membersOf(job.job().task()).add(new Member(job.job().id(), false, results.unfinished(job)));
                }
            }
            next = slice.next() == Scheduler.NEVER ? last : slice.next();
        }
        for (int i = tasks.size() - 1; i >= 0; i--) { // those below first
            SubmittedTask task = tasks.get(i);
            if (task.result().isEmpty()) {
                List<Unfinished> below = sorted(membersOf(task));
                Unfinished.ActiveTask active = new Unfinished.ActiveTask(results.summary(task, task.snapshot()), below);
                membersOf(task.parent()).add(new Member(task.place(), true, active));
            }
        }
        return sorted(membersOf(of));
    }

    private List<Member> membersOf(@Nullable TaskEntry task) {
        return task == null ? top : members.computeIfAbsent(task, key -> new ArrayList<>());
    }

    private static List<Unfinished> sorted(List<Member> members) {
        members.sort(Member.ORDER);
        return members.stream().map(Member::what).toList();
    }
}
