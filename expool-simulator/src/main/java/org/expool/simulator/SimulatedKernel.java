package org.expool.simulator;

import java.util.Collection;
import org.expool.MemoryKind;
import org.expool.core.memory.MemorySettings;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a kernel keeps, where the pool's settings say that it does: at the moment at which a job holds more than
 * its own, or all together much more than the pool's, it ends one, without asking anybody. Of a job with a child it ends
 * the child alone for the job's own limit, as cgroup v1 does, else the whole, as v2 does. Immutable and thread-safe.
 *
 * @param each whether a job's own limit is kept
 * @param together what all may hold together; {@link Long#MAX_VALUE} for any amount
 */
record SimulatedKernel(boolean each, long together) {

    /** How much above the pool's limit the kernel's lies, as a part of it: as for real pools. */
    private static final int ABOVE = 8;

    static SimulatedKernel of(@Nullable MemorySettings settings) {
        if (settings == null || !settings.kernelEnforced()) {
            return new SimulatedKernel(false, Long.MAX_VALUE);
        }
        long limit = settings.limitBytes();
        return new SimulatedKernel(true, limit == Long.MAX_VALUE ? limit : limit + limit / ABOVE);
    }

    /** Whom it ends now, for its own limit or else the heaviest for that of all; null for nobody. */
    @Nullable
    SimulatedJob victim(Collection<SimulatedJob> alive, long now) {
        SimulatedJob heaviest = null;
        long sum = 0;
        for (SimulatedJob job : alive) {
            long resident = SimulatedProcesses.resident(job, now);
            if (exceedsItsOwn(job, resident)) {
                return job;
            }
            sum += resident;
            heaviest = heaviest == null || resident > SimulatedProcesses.resident(heaviest, now) ? job : heaviest;
        }
        return sum > together ? heaviest : null;
    }

    /** Whether it holds more than the kernel lets it: a limit of less than the whole tree is for looks alone. */
    boolean exceedsItsOwn(SimulatedJob job, long resident) {
        return each && resident > job.limit && SimulatedProcesses.kind(job) == MemoryKind.TREE;
    }
}
