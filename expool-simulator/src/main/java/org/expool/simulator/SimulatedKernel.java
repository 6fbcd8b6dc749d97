package org.expool.simulator;

import java.util.Collection;
import org.expool.MemoryKind;
import org.expool.core.memory.MemorySettings;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a kernel enforces, if the pool's settings say so: when a job uses more than its own, or all together
 * much more than the pool's, it kills one at once. Of a job with a child it kills the child alone at the job's own
 * limit, as cgroup v1 does, else the whole job, as v2 does. Immutable and thread-safe.
 *
 * @param each whether a job's own limit is enforced
 * @param together what all may use together; {@link Long#MAX_VALUE} for any amount
 */
record SimulatedKernel(boolean each, long together) {

    static SimulatedKernel of(@Nullable MemorySettings settings) {
        if (settings == null || !settings.kernelEnforced()) {
            return new SimulatedKernel(false, Long.MAX_VALUE);
        }
        return new SimulatedKernel(true, MemorySettings.kernelLimit(settings.limitBytes()));
    }

    /** The job it kills now: one above its own limit, else the heaviest if all are above theirs; null for none. */
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

    /**
     * Whether it uses more than the kernel allows; a limit on less than the whole tree is enforced by samples alone.
     */
    boolean exceedsItsOwn(SimulatedJob job, long resident) {
        return resident > job.limit && limits(job);
    }

    /** Whether it enforces the job's own limit. */
    boolean limits(SimulatedJob job) {
        return each && job.limit != Long.MAX_VALUE && SimulatedProcesses.kind(job) == MemoryKind.TREE;
    }
}
