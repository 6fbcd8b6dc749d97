package org.expool.core.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.core.schedule.Decision;
import org.jspecify.annotations.Nullable;

/**
 * A job is chained by one of its category that reached its own timeout for good and is not heavier; and such a violation
 * leaves no relative waiting and none running untold.
 */
final class ChainsAreFounded extends Invariant {

    private final Map<Long, SimulatedJob> violators = new HashMap<>();
    private final List<SimulatedJob> fresh = new ArrayList<>();

    ChainsAreFounded(World world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Finish finish) {
            SimulatedJob job = (SimulatedJob) finish.job();
            Outcome outcome = finish.conclusion().outcome();
            if (outcome instanceof Outcome.TimedOut timedOut
                    && timedOut.isOwn()
                    && !job.job().restartOnTimeout()
                    && canChain(job.job())) {
                violators.put(job.id(), job);
                fresh.add(job);
            } else if (outcome instanceof Outcome.Chained chained) {
                chained(job, violators.get(chained.originId()));
            }
        }
    }

    private boolean canChain(Job job) {
        return world.settings.chaining()
                && job.category() != null
                && !world.settings.unchained().contains(job.category())
                && job.size() > 0;
    }

    private void chained(SimulatedJob job, @Nullable SimulatedJob violator) {
        if (violator == null || !areRelatives(job, violator)) {
            throw broken(job + " is chained by " + violator);
        }
    }

    private boolean areRelatives(SimulatedJob job, SimulatedJob violator) {
        return canChain(job.job())
                && Objects.equals(job.job().category(), violator.job().category())
                && job.job().size() * job.job().slowdown()
                        >= violator.job().size() * violator.job().slowdown();
    }

    @Override
    void handled() {
        for (SimulatedJob violator : fresh) {
            for (SimulatedJob job : world.jobs) {
                boolean untold = job.isLaunched() ? !job.signalled : !job.holding && job.conclusion == null;
                if (untold && job.phase != SimulatedJob.Phase.ASKING && areRelatives(job, violator)) {
                    throw broken(job + " goes on after " + violator + " reached its timeout");
                }
            }
        }
        fresh.clear();
    }
}
