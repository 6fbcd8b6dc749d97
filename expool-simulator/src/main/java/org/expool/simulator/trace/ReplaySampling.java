package org.expool.simulator.trace;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.expool.simulator.VirtualClock;

/**
 * Takes the memory samples that the scheduler asks for. A sample that would show the same as the last one is put off to
 * the first sampling time at which something has changed: so a job of constant memory costs one sample, however long it
 * runs. While memory is short the scheduler counts samples, and none is put off. Not thread-safe.
 */
final class ReplaySampling {

    private final VirtualClock clock;
    private final long interval;
    private final BooleanSupplier scarce;
    private final Runnable sample;
    private boolean changed;
    private boolean deferred;
    private long requestedAt;

    /**
     * No sample so far.
     *
     * @param interval the scheduler's sampling interval
     * @param scarce whether memory is short
     * @param sample takes a sample
     */
    ReplaySampling(VirtualClock clock, Duration interval, BooleanSupplier scarce, Runnable sample) {
        this.clock = clock;
        this.interval = interval.toNanos();
        this.scarce = scarce;
        this.sample = sample;
    }

    /** The scheduler asks for a sample. */
    void requested() {
        requestedAt = clock.now();
        deferred = !changed && !scarce.getAsBoolean();
        if (!deferred) {
            planAt(requestedAt);
        }
    }

    /** The memory of some job has changed. */
    void changed() {
        changed = true;
        if (deferred) {
            deferred = false;
            long late = clock.now() - requestedAt;
            planAt(requestedAt + (late + interval - 1) / interval * interval);
        }
    }

    private void planAt(long at) {
        clock.plan(at, () -> {
            changed = false;
            sample.run();
        });
    }
}
