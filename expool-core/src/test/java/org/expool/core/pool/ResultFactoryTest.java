package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.Attempt;
import org.expool.Command;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.Environment;
import org.expool.Job;
import org.expool.MemoryBinding;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.schedule.AttemptEnd;
import org.junit.jupiter.api.Test;

class ResultFactoryTest {

    private final PoolThreads runtime = new PoolThreads("test");
    private final ResultFactory results = results();

    private ResultFactory results() {
        LaunchRequestFactory requests = new LaunchRequestFactory(
                Environment.inherit(), new Spool(folder -> {}), new CpuPlacer(null, null, MemoryBinding.NONE), runtime);
        Publisher publisher =
                new Publisher(new EventStream(List.of(), runtime), Runnable::run, WallClock.start(runtime));
        return new ResultFactory(requests, publisher, WallClock.start(runtime));
    }

    /** The output of an attempt may be collected when the next attempt already runs. */
    @Test
    void anEarlierAttemptReportsItsOwnCpusWhenTheNextRuns() {
        Job job = Job.of("restarted", Command.of("true"));
        SubmittedJob entry = new SubmittedJob(1, job, null, null, 0);
        CpuSet first = CpuSet.of(0, 1);
        entry.place(new CpuPlacement(first, CpuSet.empty(), MemoryBinding.NONE), 0);
        AttemptEnd end = new AttemptEnd(
                new Outcome.Signalled(9, Outcome.Signalled.Sender.OTHER),
                1,
                0,
                true,
                0,
                5,
                5,
                1001,
                Usage.unknown(),
                null);
        entry.attemptEnded(new EndedAttempt(end, 6, entry.placement()));
        entry.place(new CpuPlacement(CpuSet.of(2, 3), CpuSet.empty(), MemoryBinding.NONE), 1);
        assertThat(results.earlier(entry)).extracting(Attempt::cpus).containsExactly(first);
    }
}
