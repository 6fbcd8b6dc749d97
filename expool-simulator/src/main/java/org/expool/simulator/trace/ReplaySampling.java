package org.expool.simulator.trace;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.expool.simulator.VirtualClock;

/**
 * When the machine's wish to look at memory is granted. A look that would see what the last one saw is put off, to the first
 * moment of the machine's own rhythm at which something has changed: so a job that holds the same from start to end costs
 * one look, however long it runs. While memory is short the machine counts looks, and none is put off. Not thread-safe.
 */
final class ReplaySampling {

    private final VirtualClock clock;
    private final long interval;
    private final BooleanSupplier scarce;
    private final Runnable sample;
    private boolean changed;
    private boolean putOff;
    private long wishedAt;

    /**
     * None so far.
     *
     * @param interval of the machine's looks
     * @param scarce whether memory is short
     * @param sample takes a look
     */
    ReplaySampling(VirtualClock clock, Duration interval, BooleanSupplier scarce, Runnable sample) {
        this.clock = clock;
        this.interval = interval.toNanos();
        this.scarce = scarce;
        this.sample = sample;
    }

    /** The machine wishes to look. */
    void wished() {
        wishedAt = clock.now();
        putOff = !changed && !scarce.getAsBoolean();
        if (!putOff) {
            planAt(wishedAt);
        }
    }

    /** Some job holds more or less than before. */
    void changed() {
        changed = true;
        if (putOff) {
            putOff = false;
            long late = clock.now() - wishedAt;
            planAt(wishedAt + (late + interval - 1) / interval * interval);
        }
    }

    private void planAt(long at) {
        clock.plan(at, () -> {
            changed = false;
            sample.run();
        });
    }
}
