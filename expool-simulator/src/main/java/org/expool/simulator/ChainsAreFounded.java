package org.expool.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.JobEntry;

/**
 * A job is chained by a job of its category that finally failed at its own time or memory limit and is not heavier, or,
 * for memory, is not known to have used more; and such a violation leaves no relative waiting, and terminates all that
 * run.
 */
final class ChainsAreFounded extends Invariant {

    private final Map<Long, Set<SimulatedJob>> relativesOf = new HashMap<>();
    private final List<SimulatedJob> fresh = new ArrayList<>();

    ChainsAreFounded(ReferenceModel model) {
        super(model);
    }

    @Override
    public void attemptEnded(JobEntry entry, AttemptEnd end, long nextAt) {
        ended((SimulatedJob) entry, end);
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        SimulatedJob job = (SimulatedJob) entry;
        ended(job, end);
        Outcome outcome = end.outcome();
        if (outcome instanceof Outcome.TimedOut timedOut
                && timedOut.isOwn()
                && timedOut.clock() != Outcome.TimedOut.Clock.SILENCE // which says nothing about heavier jobs
                && timedOut.clock() != Outcome.TimedOut.Clock.QUEUE
                && !job.job().restartOnTimeout()
                && canChain(job.job())) {
            violated(job);
        } else if (outcome instanceof Outcome.MemoryExceeded && canChain(job.job())) {
            job.usedTooMuch = true;
            violated(job);
        } else if (outcome instanceof Outcome.Chained chained) {
            chained(job, chained.originId());
        }
    }

    private static void ended(SimulatedJob job, AttemptEnd end) {
        PeakMemory peak = end.usage().peakMemory();
        job.knownPeak = Math.max(job.knownPeak, peak == null ? 0 : peak.bytes());
    }

    private boolean canChain(Job job) {
        return model.settings.chaining()
                && job.category() != null
                && !model.settings.unchained().contains(job.category())
                && job.size() > 0;
    }

    /** Compares with what is known of the others now. */
    private void violated(SimulatedJob violator) {
        Set<SimulatedJob> relatives = new HashSet<>();
        model.jobs.stream().filter(job -> areRelatives(job, violator)).forEach(relatives::add);
        relativesOf.put(violator.id(), relatives);
        fresh.add(violator);
    }

    private void chained(SimulatedJob job, long violator) {
        if (!relativesOf.getOrDefault(violator, Set.of()).contains(job)) {
            throw broken(job + " is chained by #" + violator);
        }
    }

    private boolean areRelatives(SimulatedJob job, SimulatedJob violator) {
        return canChain(job.job())
                && Objects.equals(job.job().category(), violator.job().category())
                && isAsHeavy(job, violator);
    }

    private boolean isAsHeavy(SimulatedJob job, SimulatedJob violator) {
        long peak = Math.max(job.knownPeak, job.highestSample);
        boolean minded = model.settings.memory() != null || job.job().memoryLimit() != null;
        long ofViolator = Math.max(violator.knownPeak, violator.highestSample);
        return violator.usedTooMuch && minded && peak > 0 && ofViolator > 0
                ? peak >= ofViolator
                : job.job().size() * job.job().slowdown()
                        >= violator.job().size() * violator.job().slowdown();
    }

    @Override
    void handled() {
        for (SimulatedJob violator : fresh) {
            for (SimulatedJob job : model.jobs) {
                boolean untold = job.isLaunched() ? !job.signalled : !job.occupies && job.end == null;
                if (untold && job.phase != SimulatedJob.Phase.RUNNING_ON_START && areRelatives(job, violator)) {
                    throw broken(job + " runs on after " + violator + " reached its limit");
                }
            }
        }
        fresh.clear();
    }
}
