package org.expool.core.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Attempt;
import org.expool.core.schedule.Conclusion;

/**
 * The attempts of a job that were followed by others. What they wrote is taken in by whoever needs it first, in the order
 * of the attempts. Thread-safe.
 */
final class EarlierAttempts {

    private final SubmittedJob job;
    private final List<Conclusion> conclusions = new ArrayList<>(1);
    private final List<Attempt> taken = new ArrayList<>(1);

    EarlierAttempts(SubmittedJob job) {
        this.job = job;
    }

    synchronized void add(Conclusion conclusion) {
        conclusions.add(conclusion);
    }

    /** All that have been noted, with what they wrote. */
    synchronized List<Attempt> take(Requests requests, WallClock clock) {
        while (taken.size() < conclusions.size()) {
            Conclusion end = conclusions.get(taken.size());
            Requests.Outputs outputs =
                    Requests.leavesOutput(job.job()) ? requests.take(job, end.attempt()) : Requests.Outputs.NONE;
            taken.add(new Attempt(
                    end.attempt(),
                    end.outcome(),
                    end.started() ? clock.at(end.startedAt()) : null,
                    clock.at(end.finishedAt()),
                    Duration.ofNanos(end.wall()),
                    end.pid(),
                    end.usage(),
                    outputs.stdout(),
                    outputs.stderr()));
        }
        return List.copyOf(taken);
    }
}
