package org.expool.core.schedule;

import java.util.List;
import org.expool.Unfinished;
import org.jspecify.annotations.Nullable;

/** Looks at what is unfinished. Stateless. */
final class Inspector {

    private Inspector() {}

    /** Looks at a job or task with its members. */
    static Inspection of(Member member, @Nullable Balance balance, long now) {
        if (member instanceof TaskEntry task) {
            List<Inspection> members =
                    task.unfinished.stream().map(each -> of(each, balance, now)).toList();
            return new Inspection.OfTask(task, task.standing(), members);
        }
        return of((JobEntry) member, balance, now);
    }

    private static Inspection of(JobEntry job, @Nullable Balance balance, long now) {
        boolean runs = job.state == JobEntry.State.RUNNING;
        return new Inspection.OfJob(
                job,
                state(job),
                job.tries,
                runs ? job.pid : 0,
                job.startedAt,
                runs ? Math.max(0, now - job.startedAt) : 0,
                runs && job.sampledNow > 0 ? Long.valueOf(job.sampledNow) : null,
                balance == null ? null : balance.whyNot(job));
    }

    private static Unfinished.State state(JobEntry job) {
        return switch (job.state) {
            case QUEUED -> Unfinished.State.QUEUED;
            case BLOCKED -> Unfinished.State.BLOCKED;
            case BACKING_OFF -> Unfinished.State.BACKING_OFF;
            case PARKED, ASKING, LAUNCHING -> Unfinished.State.STARTING;
            case RUNNING -> job.ending == null ? Unfinished.State.RUNNING : Unfinished.State.ENDING;
            case SETTLING, DONE -> Unfinished.State.SETTLING;
        };
    }
}
