package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.List;
import org.expool.Job;
import org.expool.MemorySize;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.core.memory.Expectation;
import org.expool.core.memory.MemoryRequest;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/** What the machine knows of the memory of a job, where that is balanced or the job has a limit of its own. */
final class MemoryState {

    /** No limit. */
    static final long NONE = MemoryRequest.UNLIMITED;

    /** What is to be expected of it. */
    MemoryRequest question;

    /** Its own limit, which grows as its retries say. */
    long limit;

    /** What was expected and promised for the present attempt; null while it has no worker. */
    @Nullable
    Expectation expected;

    /** What is expected of jobs like it, for which there was room when its turn came. */
    long admitted = NONE;

    /** The most it was ever known to hold; 0 for unknown. */
    long peak;

    /** How often it was ended to relieve the others, and beside how many others it may run since. */
    int reliefs;

    int maxOthers = Integer.MAX_VALUE;

    /** How often its limit was raised. */
    int raises;

    /** Whether it was told that it is held. */
    boolean toldWaiting;

    /** What was done with it for want of memory, and why, in words. */
    final List<MemoryReason> reasons = new ArrayList<>(0);

    /**
     * What is promised for the present attempt: what is expected, but no more than was found to fit by what was expected of
     * jobs like it, which later runs may have raised a little since.
     */
    long promisedBytes() {
        return expected == null ? 0 : Math.min(expected.bytes(), Math.min(admitted, limit));
    }

    /** What is to be told of it at its end; null if nothing was expected. */
    @Nullable
    MemoryUse use() {
        Expectation of = expected;
        return of == null && reasons.isEmpty()
                ? null
                : new MemoryUse(of == null ? 0 : of.bytes(), promisedBytes(), of == null ? null : of.basis(), reasons);
    }

    MemoryState(Job job) {
        MemorySize own = job.memoryLimit();
        limit = own == null ? NONE : own.bytes();
        question = question(job);
    }

    /** What is to be expected of it at first; a job without a command takes no more than a byte. */
    static MemoryRequest question(Job job) {
        MemorySize declared = job.memory();
        MemorySize own = job.memoryLimit();
        return job.command().isEmpty()
                ? new MemoryRequest(null, 0, 1, true, 0, NONE)
                : new MemoryRequest(
                        job.category(),
                        job.size(),
                        declared == null ? 0 : declared.bytes(),
                        job.memoryFixed(),
                        0,
                        own == null ? NONE : own.bytes());
    }

    /** It holds this now. */
    void measured(long bytes) {
        peak = Math.max(peak, bytes);
    }

    /** Its process has ended. */
    void ended(Usage usage) {
        PeakMemory known = usage.peakMemory();
        if (known != null && known.source() != PeakMemory.Source.UPPER_BOUND) {
            peak = Math.max(peak, known.bytes());
        }
    }

    /** It was ended for holding this. */
    void endedAt(long bytes) {
        question = question.terminatedAt(bytes, limit);
    }
}
