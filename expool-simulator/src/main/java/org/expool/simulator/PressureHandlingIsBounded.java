package org.expool.simulator;

import java.time.Instant;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.core.memory.MemorySettings;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.JobEntry;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.expool.simulator.SimulatedJob.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Jobs are frozen or terminated to free memory only if jobs are at fault, and not too often: none is frozen more than
 * twice in an attempt or terminated more than twice; a terminated job runs with fewer beside it than before, and after
 * the second time alone. One always runs on.
 */
final class PressureHandlingIsBounded extends Invariant {

    private boolean measured;

    /** Whether the kernel has just killed a job at a memory limit. */
    private boolean oomKilled;

    PressureHandlingIsBounded(ReferenceModel model) {
        super(model);
    }

    @Override
    void expect(Event event) {
        measured = event instanceof Event.MemorySampled;
        oomKilled = event instanceof Event.Exited exited && exited.exit().oomKills() > 0;
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        SimulatedJob job = (SimulatedJob) entry;
        int others = 0;
        for (SimulatedJob other : model.occupants) {
            if (other.isLaunched() && other != job) {
                others++;
                if (job.job().onStart() == null && othersOf(other) >= other.beside) {
                    throw broken(job + " starts beside " + other + ", which may run beside " + other.beside);
                }
            }
        }
        if (others > job.beside) {
            throw broken(job + " starts beside " + others + " and may beside " + job.beside);
        }
    }

    @Override
    public void freeze(JobEntry entry, boolean frozen) {
        if (frozen && !model.frozen) { // else the user freezes
            frozen((SimulatedJob) entry);
        }
    }

    @Override
    public void tell(Fact fact) {
        if (fact.make(0, Instant.EPOCH) instanceof PoolEvent.JobPostponed postponed
                && postponed.why() instanceof MemoryReason) {
            postponed(job(postponed.id()));
        }
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        measured &= !(end.outcome() instanceof Outcome.Lost); // by a fault; the next sample thaws the others
    }

    private SimulatedJob job(long id) {
        for (SimulatedJob job : model.occupants) {
            if (job.id() == id) {
                return job;
            }
        }
        throw broken("job " + id + " is postponed and does not run");
    }

    private int othersOf(SimulatedJob job) {
        return (int) model.occupants.stream()
                .filter(other -> other != job && other.isLaunched())
                .count();
    }

    private void frozen(SimulatedJob job) {
        MemorySettings settings = model.settings.memory();
        job.freezes++;
        if (settings == null || !settings.canFreeze() || job.freezes > 2 || job.frozenSince >= 0 || job.signalled) {
            throw broken(job + " is frozen, time no. " + job.freezes);
        }
    }

    private void postponed(SimulatedJob job) {
        job.memoryPostponements++;
        int others = 0;
        long all = 0;
        boolean beyond = false;
        for (SimulatedJob other : model.occupants) {
            if (oomKilled) {
                others += other == job ? 0 : 1; // all that occupy a slot
            } else if (other.phase == Phase.RUNNING) {
                others += other == job || (other.signalled && other.signalledAt < model.now) ? 0 : 1;
                all += other.residentBytes;
                beyond |= other.residentBytes > other.promised;
            }
        }
        others += oomKilled ? giveUpTheirSlotNow() : 0;
        job.beside = job.memoryPostponements == 2 ? 0 : Math.max(0, others - 1);
        if (job.memoryPostponements > 2 || others == 0 || !(oomKilled || beyond || all > model.memory.poolLimit())) {
            throw broken(job + " is terminated for " + others + " others, time no. " + job.memoryPostponements);
        }
    }

    /** Jobs that lose their slot at this moment, as their onStart takes too long: before this event or after it. */
    private int giveUpTheirSlotNow() {
        return (int) model.jobs.stream()
                .filter(job -> job.phase == Phase.RUNNING_ON_START
                        && !job.occupies
                        && model.now - job.onStartAt == ReferenceModel.ON_START_TIMEOUT)
                .count();
    }

    @Override
    void handled() {
        boolean any = false;
        for (SimulatedJob job : model.occupants) {
            if (job.phase == Phase.RUNNING) {
                if (job.frozenSince < 0 || job.killed) {
                    return;
                }
                any = true;
            }
        }
        if (measured && any && !model.frozen) {
            throw broken("all running jobs are frozen");
        }
    }
}
