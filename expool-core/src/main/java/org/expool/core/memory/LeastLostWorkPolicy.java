package org.expool.core.memory;

import java.util.Comparator;
import java.util.List;
import org.expool.spi.Availability;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;
import org.expool.spi.WorkerSnapshot.Worker;

/**
 * Terminates first the jobs that use more than was promised to them, because they caused the shortage; then those that lose
 * the least run time per byte freed; of equal ones the newest. Stateless and thread-safe.
 */
public final class LeastLostWorkPolicy implements TerminationPolicy {

    private static final Comparator<Worker> ORDER = Comparator.comparing((Worker worker) -> !worker.exceedsItsPromise())
            .thenComparingDouble(worker -> worker.elapsed().toNanos() / (double) Math.max(1, worker.bytes()));

    /** Ready for use. */
    public LeastLostWorkPolicy() {}

    @Override
    public String name() {
        return "least-lost-work";
    }

    @Override
    public int priority() {
        return 100;
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
