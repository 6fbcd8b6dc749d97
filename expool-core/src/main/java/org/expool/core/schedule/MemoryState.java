package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.List;
import org.expool.ExpectedMemory;
import org.expool.Job;
import org.expool.MemoryPromise;
import org.expool.MemorySize;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.expool.core.memory.Expectation;
import org.expool.core.memory.MemoryRequest;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of the memory of a job, where memory is balanced or the job has its own limit. Part of the
 * scheduler's state.
 */
final class MemoryState {

    static final long NONE = MemoryRequest.UNLIMITED;

    /** What it declares, and what earlier attempts have shown. */
    MemoryRequest request;

    /** Its own limit, which its memory retries raise. */
    long limit;

    /** What was expected and promised for the present or last attempt; null before the first. */
    @Nullable
    Expectation expected;

    /** What was expected of jobs like it when it was admitted. */
    long admitted = NONE;

    /** Its highest known memory; 0 for unknown. */
    long peak;

    /** How often it was postponed to free memory, and beside how many others it may run since. */
    int postponements;

    int maxOthers = Integer.MAX_VALUE;

    /** How often its limit was raised. */
    int raises;

    /** Whether listeners were told that it waits for memory. */
    boolean toldWaiting;

    /** What was done with it because memory was short, and why. */
    final List<MemoryReason> reasons = new ArrayList<>(0);

    /**
     * What is promised to the present attempt: what is expected, but no more than was found to fit when jobs like it
     * were admitted, as later runs may have raised the expectation a little.
     */
    long promisedBytes() {
        return expected == null ? 0 : Math.min(expected.bytes(), Math.min(admitted, limit));
    }

    /** What the result says about it; null if nothing was expected and nothing was done because of memory. */
    @Nullable
    MemoryPromise promise() {
        ExpectedMemory promised = promised();
        return promised == null && reasons.isEmpty() ? null : new MemoryPromise(promised, reasons);
    }

    /** What is expected of and promised to the present attempt, or was of the last; null if nothing was expected. */
    @Nullable
    ExpectedMemory promised() {
        Expectation of = expected;
        return of == null
                ? null
                : new ExpectedMemory(MemorySize.ofBytes(of.bytes()), MemorySize.ofBytes(promisedBytes()), of.basis());
    }

    MemoryState(Job job) {
        MemorySize own = job.memoryLimit();
        limit = own == null ? NONE : own.bytes();
        request = request(job);
    }

    /** What it declares; a job without a command takes no more than a byte. */
    static MemoryRequest request(Job job) {
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

    /** A sample of its memory. */
    void measured(long bytes) {
        peak = Math.max(peak, bytes);
    }

    void ended(Usage usage) {
        PeakMemory known = usage.peakMemory();
        if (known != null && known.source() != PeakMemory.Source.UPPER_BOUND) {
            peak = Math.max(peak, known.bytes());
        }
    }

    /** It was terminated while it used this. */
    void endedAt(long bytes) {
        request = request.terminatedAt(bytes, limit);
    }
}
