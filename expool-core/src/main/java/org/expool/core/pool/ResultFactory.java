package org.expool.core.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.expool.Attempt;
import org.expool.CpuPlacement;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the scheduler knows into what users see: with dates for its times, and with what jobs wrote. Thread-safe.
 */
final class ResultFactory {

    private final WallClock clock;
    private final LaunchRequestFactory requests;
    private final Publisher publisher;

    ResultFactory(LaunchRequestFactory requests, Publisher publisher, WallClock clock) {
        this.clock = clock;
        this.requests = requests;
        this.publisher = publisher;
    }

    JobStart start(JobEntry job, int attempt, long pid, long at) {
        CpuGrant cpus = job.cpus();
        return new JobStart(
                job.id(),
                job.job(),
                attempt,
                pid,
                clock.at(at),
                job.slot(),
                cpus == null ? null : cpus.cpus(),
                job.promisedMemory());
    }

    /** The attempts of a job before its present one; listeners have been told of them when this returns. */
    List<Attempt> earlier(SubmittedJob job) {
        EarlierAttempts earlier = job.earlier();
        return earlier == null ? List.of() : earlier.take(ended -> attempt(job, ended));
    }

    private Attempt attempt(SubmittedJob job, EndedAttempt ended) {
        return told(job, ended.end(), ended.placement(), clock.at(ended.nextAt()));
    }

    private Attempt told(SubmittedJob job, AttemptEnd end, @Nullable CpuPlacement placement, @Nullable Instant nextAt) {
        Attempt attempt = attempt(end, placement, outputs(job, end));
        if (publisher.hasListeners()) {
            publisher.attemptEnded(new JobAttempt(job.id(), job.job(), attempt, nextAt));
        }
        return attempt;
    }

    private Attempt attempt(AttemptEnd end, @Nullable CpuPlacement placement, LaunchRequestFactory.Outputs outputs) {
        return new Attempt(
                end.attempt(),
                end.outcome(),
                end.started() ? clock.at(end.startedAt()) : null,
                clock.at(end.finishedAt()),
                Duration.ofNanos(end.wall()),
                end.pid(),
                end.usage(),
                outputs.stdout(),
                outputs.stderr(),
                end.started() && placement != null ? placement.cpus() : null);
    }

    private LaunchRequestFactory.Outputs outputs(SubmittedJob job, AttemptEnd end) {
        return Streams.leavesOutput(job.job()) ? requests.take(job, end.attempt()) : LaunchRequestFactory.Outputs.NONE;
    }

    JobResult result(SubmittedJob job, AttemptEnd end) {
        return result(job, end, attempts(job, end));
    }

    /** The same without outputs and earlier attempts, in case they cannot be collected. */
    JobResult bareResult(SubmittedJob job, AttemptEnd end) {
        Attempt last = attempt(end, job.placement(), LaunchRequestFactory.Outputs.NONE);
        return result(job, end, end.attempt() == 0 ? List.of() : List.of(last));
    }

    private JobResult result(SubmittedJob job, AttemptEnd end, List<Attempt> attempts) {
        return new JobResult(
                job.id(),
                job.job(),
                end.outcome(),
                attempts,
                end.postponed(),
                clock.at(job.submittedAt()),
                clock.at(end.finishedAt()),
                end.memory());
    }

    /** All attempts that were begun; a job that ends while it waits for another attempt has not begun that one. */
    private List<Attempt> attempts(SubmittedJob job, AttemptEnd end) {
        List<Attempt> before = earlier(job);
        int known = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
        if (end.attempt() <= known) {
            return before;
        }
        Attempt last = told(job, end, job.placement(), null);
        if (before.isEmpty()) {
            return List.of(last);
        }
        List<Attempt> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    TaskSummary summary(TaskEntry task, TaskEntry.TaskSnapshot snapshot) {
        return new TaskSummary(
                task.task(),
                snapshot.state(),
                snapshot.added(),
                snapshot.done(),
                snapshot.terminated(),
                snapshot.started() ? clock.at(snapshot.startedAt()) : null,
                snapshot.finished() ? clock.at(snapshot.finishedAt()) : null);
    }

    Unfinished.ActiveJob unfinished(Inspection.InspectedJob job) {
        return new Unfinished.ActiveJob(
                job.job().id(),
                job.job().job(),
                job.state(),
                job.attempt(),
                job.pid(),
                job.pid() == 0 ? null : clock.at(job.startedAt()),
                Duration.ofNanos(job.running()),
                job.memory(),
                job.reason());
    }
}
