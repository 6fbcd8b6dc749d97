package org.expool.core.schedule;

import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Outcome.MemoryExceeded;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.event.MemoryReason;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** Memory limits of single jobs: which are exceeded, and how they are raised. Stateless. */
final class MemoryLimits {

    private MemoryLimits() {}

    /**
     * Checks the last sample.
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
     * The job's own limit, unless the kernel enforces it: samples count shared pages once for each process, and would
     * end a job of many processes that together use little.
     */
    static long judgedBySamples(JobEntry job) {
        return job.memory == null || job.present().limitEnforced ? MemoryState.NONE : job.memory.limit;
    }

    /**
     * A job whose peak by the kernel is below this part of its limit has not reached it: memory charged to its cell by
     * earlier jobs makes up the rest.
     */
    private static final double SURELY = 0.5;

    /** How the job has ended if the kernel killed a process of it at its own limit; null if it did not. */
    static @Nullable MemoryExceeded byKernel(JobEntry job, ProcessExit exit, Usage usage) {
        MemoryState memory = job.memory;
        return memory == null || exit.oomKills() <= 0 || !mayHaveReached(memory.limit, usage.peakMemory())
                ? null
                : oomKilled(memory, usage.peakMemory());
    }

    /** Whether the kernel may have killed at the job's own limit; else it was at the limit of all jobs. */
    static boolean mayHaveReached(long limit, @Nullable PeakMemory peak) {
        return limit != MemoryState.NONE
                && (peak == null || peak.source() != PeakMemory.Source.CGROUP || peak.bytes() >= SURELY * limit);
    }

    /** The outcome of a job after the kernel has killed some of its processes at its own limit. */
    static MemoryExceeded oomKilled(MemoryState memory, @Nullable PeakMemory peak) {
        return new MemoryExceeded(
                Scope.JOB,
                MemorySize.ofBytes(memory.limit),
                peak == null ? null : MemorySize.ofBytes(peak.bytes()),
                true);
    }

    /** The same outcome, with the peak where that was not known when the end of the job was decided. */
    static Outcome withPeak(Outcome outcome, @Nullable PeakMemory peak) {
        return outcome instanceof MemoryExceeded exceeded && exceeded.peak() == null && peak != null
                ? new MemoryExceeded(
                        exceeded.scope(), exceeded.limit(), MemorySize.ofBytes(peak.bytes()), exceeded.byKernel())
                : outcome;
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

    /** Raises the limit and the expectation of a job that starts again. Returns the reason. */
    static MemoryReason.LimitRaised raise(JobEntry job, MemoryExceeded exceeded) {
        MemoryRetry retry = job.job().memoryRetry();
        MemoryState memory = job.memory;
        if (retry == null || memory == null) {
            throw new IllegalStateException(job + " must not start again");
        }
        long reached = memory.limit;
        memory.limit = retry.after(MemorySize.ofBytes(reached)).bytes();
        memory.endedAt(reached);
        memory.raises++;
        return new MemoryReason.LimitRaised(MemorySize.ofBytes(memory.limit), exceeded);
    }
}
