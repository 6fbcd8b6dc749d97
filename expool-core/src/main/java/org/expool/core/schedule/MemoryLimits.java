package org.expool.core.schedule;

import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome.MemoryExceeded;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.event.MemoryReason;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** Which jobs hold more memory than they may, alone. Stateless. */
final class MemoryLimits {

    private MemoryLimits() {}

    /**
     * By what was last seen.
     *
     * @param poolLimit what the pool's limit leaves to jobs; {@link MemoryState#NONE} for no limit
     * @return which limit a job has exceeded; null for none
     */
    static @Nullable MemoryExceeded exceeded(JobEntry job, long poolLimit) {
        AttemptState attempt = job.present();
        long limit = judgedBySamples(job);
        if (job.memory == null || attempt.residentBytes <= Math.min(limit, poolLimit)) {
            return null;
        }
        boolean own = attempt.residentBytes > limit;
        return new MemoryExceeded(
                own ? Scope.JOB : Scope.POOL,
                MemorySize.ofBytes(own ? limit : poolLimit),
                MemorySize.ofBytes(attempt.sampledPeak),
                false);
    }

    /**
     * The job's own limit, unless the kernel keeps it: what looks sum up counts shared pages once for each process, so that
     * they would end a job of many which together hold little.
     */
    static long judgedBySamples(JobEntry job) {
        return job.memory == null || job.present().limitKept ? MemoryState.NONE : job.memory.limit;
    }

    /** The part of a limit below which the kernel's peak is not of a job that has reached it: earlier ones left the rest. */
    private static final double SURELY = 0.5;

    /** Whether the kernel has ended it, or a part of it, for its own limit; null if not. */
    static @Nullable MemoryExceeded byKernel(JobEntry job, ProcessExit exit, Usage usage) {
        MemoryState memory = job.memory;
        return memory == null || exit.oomKills() <= 0 || !mayHaveReached(memory.limit, usage.peakMemory())
                ? null
                : oomKilled(memory, usage.peakMemory());
    }

    /** Whether it can have been for its own limit that the kernel ended something; else it was for that of all. */
    static boolean mayHaveReached(long limit, @Nullable PeakMemory peak) {
        return limit != MemoryState.NONE
                && (peak == null || peak.source() != PeakMemory.Source.CGROUP || peak.bytes() >= SURELY * limit);
    }

    /** What is to be said of a job that the kernel has ended, or a part of it, for its own limit. */
    static MemoryExceeded oomKilled(MemoryState memory, @Nullable PeakMemory peak) {
        return new MemoryExceeded(
                Scope.JOB,
                MemorySize.ofBytes(memory.limit),
                peak == null ? null : MemorySize.ofBytes(peak.bytes()),
                true);
    }

    /** Whether a job that has exceeded a limit starts again with a larger one. */
    static boolean isRaised(JobEntry job, MemoryExceeded exceeded) {
        MemoryRetry retry = job.job().memoryRetry();
        return retry != null
                && job.memory != null
                && exceeded.scope() == Scope.JOB
                && job.memory.limit < retry.max().bytes();
    }

    /** How a job that has exceeded a limit is terminated. */
    static TerminationRequest termination(JobEntry job, MemoryExceeded exceeded) {
        return TerminationRequest.memoryExceeded(exceeded, isRaised(job, exceeded));
    }

    /** It starts again, may hold more, and is expected to. Returns that. */
    static MemoryReason.LimitRaised raise(JobEntry job, MemoryExceeded exceeded) {
        MemoryRetry retry = job.job().memoryRetry();
        MemoryState memory = job.memory;
        if (retry == null || memory == null) {
            throw new IllegalStateException(job + " is not to start again");
        }
        long reached = memory.limit;
        memory.limit = retry.after(MemorySize.ofBytes(reached)).bytes();
        memory.endedAt(reached);
        memory.raises++;
        return new MemoryReason.LimitRaised(MemorySize.ofBytes(memory.limit), exceeded);
    }
}
