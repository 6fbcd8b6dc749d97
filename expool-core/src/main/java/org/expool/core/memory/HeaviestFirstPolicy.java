package org.expool.core.memory;

import java.util.Comparator;
import java.util.List;
import org.expool.spi.Availability;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;
import org.expool.spi.WorkerSnapshot.Worker;

/**
 * Terminates the heaviest jobs first, by memory times run time, as PyExPool does; but counts each once and terminates no more
 * than necessary. Stateless and thread-safe.
 */
public final class HeaviestFirstPolicy implements TerminationPolicy {

    private static final Comparator<Worker> ORDER = Comparator.comparingDouble((Worker worker) ->
                    -(double) worker.bytes() * worker.elapsed().toNanos())
            .thenComparing(Comparator.comparingLong(Worker::bytes).reversed());

    /** Ready for use. */
    public HeaviestFirstPolicy() {}

    @Override
    public String name() {
        return "heaviest-first";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public List<Long> victims(WorkerSnapshot snapshot) {
        return Victims.choose(snapshot, ORDER);
    }
}
