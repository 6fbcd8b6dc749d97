package org.expool.simulator;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Which waiting job starts next: the rules of the queue a second time. A job could start if its resources are free and
 * no job before it waits for one of these, and if its CPUs are free and no job before it waits for CPUs alone. If one
 * does, others may start on CPUs that are not kept for it, which is not visible from outside.
 *
 * @param next the first that certainly could start, given a worker; null for none
 * @param awaitingCpus the first that waits for CPUs alone; null if there is none before the next
 */
record ReferenceQueue(@Nullable SimulatedJob next, @Nullable SimulatedJob awaitingCpus) {

    static ReferenceQueue among(Collection<SimulatedJob> jobs, ReferenceModel model) {
        Set<String> awaited = new HashSet<>(); // perhaps: by a job that was chosen, and waits for an onStart
        Set<String> surelyAwaited = new HashSet<>();
        boolean cpusAwaited = false;
        SimulatedJob awaitingCpus = null;
        for (SimulatedJob job : jobs) {
            Map<String, Integer> units = job.job().resources();
            boolean bound = isBound(job, model);
            boolean parked = ReferenceTasks.isParked(job); // then it is not visible whether it was chosen
            boolean free = !parked && areFree(units, model);
            if (free && Collections.disjoint(units.keySet(), awaited)) {
                if (!bound || (!cpusAwaited && hasCpus(job, model))) {
                    return new ReferenceQueue(job, awaitingCpus);
                } else if (!cpusAwaited) {
                    awaitingCpus = job;
                }
            }
            cpusAwaited |= bound && (parked || (free && Collections.disjoint(units.keySet(), surelyAwaited)));
            awaited.addAll(units.keySet());
            if (!parked) {
                surelyAwaited.addAll(units.keySet());
            }
        }
        return new ReferenceQueue(null, awaitingCpus);
    }

    private static boolean areFree(Map<String, Integer> units, ReferenceModel model) {
        for (Resource resource : model.settings.resources()) {
            int taken = model.occupants.stream()
                    .mapToInt(job -> job.job().resources().getOrDefault(resource.name(), 0))
                    .sum();
            if (units.containsKey(resource.name()) && taken + units.get(resource.name()) > resource.count()) {
                return false;
            }
        }
        return true;
    }

    /** Whether CPUs are reserved for it. */
    static boolean isBound(SimulatedJob job, ReferenceModel model) {
        return model.layout != null
                && !job.job().omitAffinity()
                && (!isShare(job) || !model.layout.slots().isEmpty());
    }

    private static boolean hasCpus(SimulatedJob job, ReferenceModel model) {
        return CpusOf.layout(model).allow(taken(model), job.job().cpus()) || mayRunUnpinned(job, model);
    }

    private static CpuSet taken(ReferenceModel model) {
        return CpuSet.union(model.occupants.stream()
                .map(occupant -> occupant.unsure ? occupant.cpus() : occupant.grant)
                .filter(grant -> grant != null)
                .map(grant -> grant.cpus())
                .toList());
    }

    /** Whether it certainly may run unpinned: there are more workers than slots, and enough of these are free. */
    private static boolean mayRunUnpinned(SimulatedJob job, ReferenceModel model) {
        return unpinned(job, model, true) < model.workers - CpusOf.layout(model).slots();
    }

    /** Whether it possibly may. */
    static boolean mightRunUnpinned(SimulatedJob job, ReferenceModel model) {
        return unpinned(job, model, false)
                < model.workers - CpusOf.layout(model).slots();
    }

    private static long unpinned(SimulatedJob job, ReferenceModel model, boolean unsure) {
        if (!isShare(job)) {
            return Integer.MAX_VALUE;
        }
        return model.occupants.stream()
                .filter(occupant -> occupant != job && isShare(occupant) && isBound(occupant, model))
                .filter(occupant -> occupant.unsure ? unsure && occupant.cpus() == null : occupant.grant == null)
                .count();
    }

    private static boolean isShare(SimulatedJob job) {
        return job.job().cpus() instanceof CpuDemand.Share;
    }
}
