package org.expool.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.JobEntry;
import org.expool.event.PoolEvent;
import org.expool.event.PoolEvent.JobFrozen;
import org.expool.event.PoolEvent.JobQueued;
import org.expool.event.PoolEvent.JobSubmitted;
import org.expool.event.PoolEvent.JobThawed;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a job come in the order that {@link PoolEvent} promises: submitted, queued any number of times, then for
 * each attempt started, frozen and thawed, ended; at last finished. After a fault of the scheduler a start may be
 * missing.
 */
final class FactsInOrder extends Invariant {

    private enum Stage {
        WAITS,
        RUNS
    }

    /** The stage of a job in which a fact about it comes; others come in any. */
    private static final Map<Class<? extends PoolEvent>, Stage> EXPECTED =
            Map.of(JobQueued.class, Stage.WAITS, JobFrozen.class, Stage.RUNS, JobThawed.class, Stage.RUNS);

    /** By job, for those that were submitted and have not finished. */
    private final Map<Long, Stage> jobs = new HashMap<>();

    FactsInOrder(ReferenceModel model) {
        super(model);
    }

    @Override
    public void tell(Fact fact) {
        if (fact.make(1, Instant.EPOCH) instanceof PoolEvent.JobEvent event) {
            if (event.getClass() == JobSubmitted.class) {
                submitted(event.id());
            } else {
                expect(event, EXPECTED.get(event.getClass()));
            }
        }
    }

    private void submitted(long id) {
        if (jobs.put(id, Stage.WAITS) != null) {
            throw broken("job " + id + " was submitted twice");
        }
    }

    private Stage known(long id) {
        Stage stage = jobs.get(id);
        if (stage == null) {
            throw broken("job " + id + " was not submitted, or has finished");
        }
        return stage;
    }

    private void expect(PoolEvent.JobEvent event, @Nullable Stage stage) {
        if (stage == null) {
            known(event.id());
        } else if (!model.faulted && known(event.id()) != stage) {
            throw broken(event + " while the job " + known(event.id()));
        }
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        if (known(job.id()) != Stage.WAITS) {
            throw broken(job + " has started twice");
        }
        jobs.put(job.id(), Stage.RUNS);
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        if (!model.faulted && end.started() != (known(job.id()) == Stage.RUNS)) {
            throw broken("an attempt of " + job + " has ended that was not reported");
        }
        jobs.put(job.id(), Stage.WAITS);
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        boolean isStub = job.job().command().isEmpty();
        if (!isStub && !model.faulted && end.started() != (known(job.id()) == Stage.RUNS)) {
            throw broken(job + " has finished with an attempt that was not reported");
        }
        known(job.id());
        jobs.remove(job.id());
    }

    @Override
    void ended() {
        if (!jobs.isEmpty()) {
            throw broken("jobs " + jobs.keySet() + " have not finished");
        }
    }
}
