package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.expool.CpuDemand;
import org.expool.Job;
import org.expool.PoolSettings;
import org.expool.core.affinity.CpuAllocator;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.affinity.UnplannableException;
import org.expool.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/**
 * How a pool divides the host's CPUs, and whether they can meet what jobs ask for. The topology is read when the pool
 * is created if it binds workers, else when the first job requests CPUs. Thread-safe.
 */
final class CpuPartition {

    private static final Logger LOG = System.getLogger(CpuPartition.class.getName());

    private final Supplier<CpuLayout> topology;
    private @Nullable CpuLayout layout;
    private @Nullable CpuAllocator capacity;
    private boolean sent;

    private CpuPartition(Supplier<CpuLayout> topology) {
        this.topology = topology;
    }

    /**
     * For a pool.
     *
     * @param topology reads the layout; called at most once
     * @throws UnplannableException if there are too few CPUs for each worker's share
     */
    static CpuPartition of(PoolSettings settings, Supplier<CpuLayout> topology) {
        CpuPartition division = new CpuPartition(topology);
        if (settings.affinity().binds()) {
            report(settings, division.layout().slots().size());
        }
        return division;
    }

    private static void report(PoolSettings settings, int slots) {
        if (settings.workers() > slots) {
            LOG.log(
                    Level.WARNING,
                    "pool ''{0}'': {1} workers, but CPUs for {2}; the others run on any",
                    settings.name(),
                    settings.workers(),
                    slots);
        }
    }

    private synchronized CpuLayout layout() {
        CpuLayout known = layout;
        if (known == null) {
            known = topology.get();
            layout = known;
        }
        return known;
    }

    /** Tells the scheduler how the CPUs are divided, once. */
    synchronized void tell(Consumer<Event> events) {
        if (!sent) {
            CpuLayout known = layout();
            capacity = new CpuAllocator(known);
            events.accept(new Event.CpuLayoutKnown(known));
            sent = true;
        }
    }

    /** Whether the scheduler must know the layout before it gets this job. */
    static boolean concerns(Job job) {
        return !(job.cpus() instanceof CpuDemand.Share);
    }

    /** Why a job can never get the CPUs that it asks for, and what it could get; empty if it can. */
    synchronized Optional<String> reasonAgainst(Job job, Consumer<Event> events) {
        try {
            tell(events);
            if (capacity != null) {
                capacity.check(job.cpus());
            }
            return Optional.empty();
        } catch (UnplannableException e) {
            return Optional.of(e.getMessage());
        }
    }
}
