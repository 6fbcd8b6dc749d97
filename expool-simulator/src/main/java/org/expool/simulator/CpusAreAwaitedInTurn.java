package org.expool.simulator;

import java.util.HashMap;
import java.util.Map;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * The first job that waits for CPUs starts, at the latest, when all jobs have ended that had CPUs when it began to
 * wait: later jobs take none that it needs, except jobs that come before it in the queue's order.
 */
final class CpusAreAwaitedInTurn extends Invariant {

    private @Nullable SimulatedJob first;
    private final Map<SimulatedJob, CpuGrant> awaited = new HashMap<>();

    CpusAreAwaitedInTurn(ReferenceModel model) {
        super(model);
    }

    @Override
    public void callOnStart(TaskEntry entry) {
        first = null; // a job before it was about to start
    }

    @Override
    void starts(SimulatedJob job) {
        if (first != null && ReferenceModel.ORDER.compare(job, first) <= 0) {
            first = null;
        }
    }

    @Override
    void ends(SimulatedJob job, AttemptEnd end) {
        if (job.job().command().isEmpty()) {
            starts(job); // a stub takes its CPUs for no time
        }
    }

    @Override
    void handled() {
        if (model.layout == null || model.settings.memory() != null || model.isBusy()) {
            return;
        }
        SimulatedJob now = ReferenceQueue.among(model.ready, model).awaitingCpus();
        if (now == null || now != first) {
            begin(now);
        } else if (awaited.entrySet().stream().noneMatch(entry -> entry.getKey().grant == entry.getValue())) {
            throw broken(now + " waits for CPUs though all jobs have ended that had some when it began to wait");
        }
    }

    private void begin(@Nullable SimulatedJob job) {
        first = job;
        awaited.clear();
        for (SimulatedJob occupant : model.occupants) {
            if (occupant.grant != null) {
                awaited.put(occupant, occupant.grant);
            }
        }
    }
}
