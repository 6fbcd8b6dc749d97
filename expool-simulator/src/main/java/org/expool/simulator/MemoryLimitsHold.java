package org.expool.simulator;

import java.util.HashSet;
import java.util.Set;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.expool.simulator.SimulatedJob.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A job whose sample exceeds its own limit, or alone the pool's, is terminated; no other job ends as memory-exceeded,
 * unless the kernel has killed it at a limit.
 */
final class MemoryLimitsHold extends Invariant {

    private boolean measured;

    /** Jobs known to have lost a process to the kernel. */
    private final Set<Long> oomKilled = new HashSet<>();

    /** The peak that the kernel reported for the attempt that has just ended; {@link Long#MAX_VALUE} for unknown. */
    private long peak;

    MemoryLimitsHold(ReferenceModel model) {
        super(model);
    }

    @Override
    void expect(Event event) {
        measured = event instanceof Event.MemorySampled;
        if (event instanceof Event.Exited exited) {
            PeakMemory known = exited.exit().usage().peakMemory();
            peak = known == null ? Long.MAX_VALUE : known.bytes();
            if (exited.exit().oomKills() > 0) {
                oomKilled.add(exited.id());
            }
        } else if (event instanceof Event.OomKilled part) {
            oomKilled.add(part.job().id());
        }
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        oomKilled.remove(entry.id());
    }

    @Override
    void ends(SimulatedJob job, AttemptEnd end) {
        Outcome outcome = end.outcome();
        if (outcome instanceof Outcome.MemoryExceeded exceeded) {
            boolean own = exceeded.scope() == Outcome.MemoryExceeded.Scope.JOB;
            long limit = own ? job.limit : model.memory.poolLimit();
            boolean known = exceeded.byKernel()
                    ? oomKilled.contains(job.id()) && isItsOwn(job, own)
                    : job.highestSample > limit;
            if (exceeded.limit().bytes() != limit || !known) {
                throw broken(job + " used at most " + job.highestSample + " and ends as " + outcome);
            }
        }
    }

    /** At the pool's limit, only a job that has no own limit and no other beside it. */
    private boolean isItsOwn(SimulatedJob job, boolean own) {
        return own
                ? job.limit != Long.MAX_VALUE && peak >= job.limit / 2
                : job.limit == Long.MAX_VALUE
                        && model.occupants.stream().noneMatch(other -> other != job && other.isLaunched());
    }

    /** A limit that the kernel enforces is not judged by samples, which count shared pages several times. */
    private static long judgedBySamples(SimulatedJob job) {
        return job.limitKept ? Long.MAX_VALUE : job.limit;
    }

    @Override
    void handled() {
        for (SimulatedJob job : model.occupants) {
            if (measured
                    && job.phase == Phase.RUNNING
                    && !job.signalled
                    && job.residentBytes > Math.min(judgedBySamples(job), model.memory.poolLimit())) {
                throw broken(job + " uses " + job.residentBytes + " and runs on");
            }
        }
    }
}
