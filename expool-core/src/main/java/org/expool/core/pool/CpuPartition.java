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
 * How the machine's CPUs are divided in a pool, and whether jobs ask for what is there. The machine is looked at when the
 * pool is made if workers are to be bound, else when the first job asks for CPUs. Thread-safe.
 */
final class CpuPartition {

    private static final Logger LOG = System.getLogger(CpuPartition.class.getName());

    private final Supplier<CpuLayout> machine;
    private @Nullable CpuLayout layout;
    private @Nullable CpuAllocator capacity;
    private boolean told;

    private CpuPartition(Supplier<CpuLayout> machine) {
        this.machine = machine;
    }

    /**
     * For a pool.
     *
     * @param machine looks what there is, once
     * @throws UnplannableException if workers cannot have their share
     */
    static CpuPartition of(PoolSettings settings, Supplier<CpuLayout> machine) {
        CpuPartition division = new CpuPartition(machine);
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
            known = machine.get();
            layout = known;
        }
        return known;
    }

    /** Tells the machine how its CPUs are divided, unless it knows. */
    synchronized void tell(Consumer<Event> events) {
        if (!told) {
            CpuLayout known = layout();
            capacity = new CpuAllocator(known);
            events.accept(new Event.CpuLayoutKnown(known));
            told = true;
        }
    }

    /** Whether the machine must know before a job is handed over. */
    static boolean concerns(Job job) {
        return !(job.cpus() instanceof CpuDemand.Share);
    }

    /** Why a job can never have the CPUs that it asks for, and what it could have; empty if it can. */
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
