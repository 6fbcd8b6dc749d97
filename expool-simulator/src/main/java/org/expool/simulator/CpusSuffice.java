package org.expool.simulator;

import org.expool.CpuSet;
import org.expool.core.affinity.CpuGrant;
import org.jspecify.annotations.Nullable;

/**
 * A job with a worker has the CPUs that it asks for, or its share, exclusively; only surplus workers run unpinned. A
 * job without a worker has none.
 */
final class CpusSuffice extends Invariant {

    CpusSuffice(ReferenceModel model) {
        super(model);
    }

    @Override
    void starts(SimulatedJob job) {
        CpuGrant given = job.cpus();
        if (!ReferenceQueue.isBound(job, model)) {
            if (given != null) {
                throw broken(job + " has " + given + ", and asked for nothing");
            }
        } else if (given == null) {
            if (!job.occupies
                    && !ReferenceQueue.mightRunUnpinned(job, model)) { // else it has them since before its onStart
                throw broken(job + " runs unpinned, and asked for " + job.job().cpus());
            }
        } else if (!CpusOf.layout(model).meet(given.cpus(), job.job().cpus())) {
            throw broken(job + " has " + given + ", and asked for " + job.job().cpus());
        }
    }

    @Override
    void handled() {
        if (model.layout == null) {
            return;
        }
        CpuSet taken = CpuSet.empty();
        for (SimulatedJob job : model.jobs) {
            CpuSet cpus = cpus(job.cpus());
            if (taken.intersects(cpus)) {
                throw broken(job + " has " + job.cpus() + ", but others have some of these");
            } else if (!job.occupies && !cpus.isEmpty()) {
                throw broken(job + " has " + job.cpus() + ", and no worker");
            }
            taken = taken.union(cpus);
        }
    }

    private static CpuSet cpus(@Nullable CpuGrant grant) {
        return grant == null ? CpuSet.empty() : grant.cpus();
    }
}
