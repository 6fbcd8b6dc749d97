package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.expool.Command;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.PoolCounts;
import org.expool.Unfinished;
import org.expool.core.schedule.JobEntry.State;
import org.junit.jupiter.api.Test;

class JobCountersTest {

    private final JobCounters counters = new JobCounters();
    private final JobTable jobs = new JobTable();

    private static JobEntry job(long id) {
        return new JobEntry(id, Job.of("j" + id, Command.of("true")), null) {
            @Override
            protected boolean needsSettling() {
                return false;
            }
        };
    }

    private JobEntry submitted(long id) {
        JobEntry job = job(id);
        jobs.add(job);
        counters.submitted(job);
        return job;
    }

    private JobEntry running(long id) {
        JobEntry job = submitted(id);
        job.current = new AttemptState();
        counters.move(job, State.LAUNCHING);
        counters.move(job, State.RUNNING);
        return job;
    }

    @Test
    void aJobThatIsBeingTerminatedIsNoLongerCountedAsRunning() {
        JobEntry job = running(1);
        assertThat(counters.snapshot().states())
                .isEqualTo(new PoolCounts(Map.of(Unfinished.State.RUNNING, 1L), Map.of()).states());
        counters.terminating(job, TerminationRequest.lost("gone"));
        assertThat(counters.snapshot().states())
                .isEqualTo(new PoolCounts(Map.of(Unfinished.State.ENDING, 1L), Map.of()).states());
        counters.move(job, State.QUEUED);
        assertThat(job.current).isNull();
        assertThat(counters.snapshot()).isEqualTo(new PoolCounts(Map.of(Unfinished.State.QUEUED, 1L), Map.of()));
    }

    @Test
    void aJobWithCallbacksHasItsOutcomeAndIsUnfinishedUntilTheyReturn() {
        JobEntry job = running(1);
        counters.finished(job, new Outcome.Failed(3), State.RUNNING_CALLBACKS);
        assertThat(counters.snapshot())
                .isEqualTo(new PoolCounts(Map.of(Unfinished.State.SETTLING, 1L), Map.of(Outcome.Kind.FAILED, 1L)));
        counters.move(job, State.DONE);
        assertThat(counters.snapshot()).isEqualTo(new PoolCounts(Map.of(), Map.of(Outcome.Kind.FAILED, 1L)));
        counters.clearOutcomes();
        assertThat(counters.snapshot().withOutcome()).isZero();
    }

    @Test
    void statesAreCountedAnewAfterAnInterruptedStep() {
        submitted(1);
        running(2);
        PoolCounts before = counters.snapshot();
        counters.move(job(3), State.BLOCKED); // it was never counted
        counters.recount(jobs);
        assertThat(counters.snapshot()).isEqualTo(before);
    }
}
