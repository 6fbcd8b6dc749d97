package org.expool.core.simulate;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.expool.Resource;
import org.expool.core.schedule.Decision;
import org.jspecify.annotations.Nullable;

/**
 * No job starts while a better one could: one of a higher priority, or of the same and submitted before; and no worker is
 * idle while a job could start. A job could if its resources are free and no better one waits for one of these.
 */
final class StartsInOrder extends Invariant {

    StartsInOrder(World world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            taken((SimulatedJob) launch.job());
        } else if (decision instanceof Decision.AskStart ask) {
            taken((SimulatedJob) ask.job());
        }
    }

    private void taken(SimulatedJob job) {
        if (world.settings.memory() == null
                && !job.holding
                && world.ready.contains(job)
                && world.ready.first() != job) {
            SimulatedJob better = firstOf(world.ready.headSet(job));
            if (better != null) {
                throw broken(job + " starts before " + better);
            }
        }
    }

    @Override
    void handled() {
        if (world.settings.memory() == null && !world.ready.isEmpty() && !world.isBusy()) {
            SimulatedJob idle = firstOf(world.ready);
            if (idle != null) {
                throw broken(idle + " does not start though there is a worker for it");
            }
        }
    }

    private @Nullable SimulatedJob firstOf(Collection<SimulatedJob> jobs) {
        Set<String> awaited = new HashSet<>();
        for (SimulatedJob job : jobs) {
            Map<String, Integer> demand = job.job().resources();
            boolean next = demand.keySet().stream().noneMatch(awaited::contains);
            if (next && !World.isParked(job) && isFree(demand)) {
                return job;
            }
            awaited.addAll(demand.keySet());
        }
        return null;
    }

    private boolean isFree(Map<String, Integer> demand) {
        if (demand.isEmpty()) {
            return true;
        }
        for (Resource resource : world.settings.resources()) {
            int taken = world.holders.stream()
                    .mapToInt(job -> job.job().resources().getOrDefault(resource.name(), 0))
                    .sum();
            if (taken + demand.getOrDefault(resource.name(), 0) > resource.count()) {
                return false;
            }
        }
        return true;
    }
}
