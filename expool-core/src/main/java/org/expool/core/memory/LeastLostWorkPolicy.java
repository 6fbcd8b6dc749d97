package org.expool.core.memory;

import java.util.Comparator;
import java.util.List;
import org.expool.spi.Availability;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;
import org.expool.spi.WorkerSnapshot.Worker;

/**
 * Ends first those that hold more than was promised to them, for they caused the shortage; among equals those by whose
 * end the least run time is lost for each byte freed, the newest first. Stateless and thread-safe.
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
