package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Usage;
import org.expool.core.memory.LeastLostWorkPolicy;
import org.expool.core.memory.MemorySettings;
import org.expool.core.schedule.JobEntry.State;
import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;
import org.expool.spi.HostMemory;
import org.expool.spi.ProcessExit;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Frees memory when running jobs together use more than they may, or the host runs short. Part of the scheduler's
 * state.
 *
 * <p>It escalates by one step with each sample, so that the next sample shows the effect: (1) no job starts; (2) jobs
 * that grow beyond their promise are frozen, the youngest first, so that others can end and free memory; (3) the kernel
 * is asked to reclaim memory of frozen jobs; (4) the victims of the termination policy are terminated, to start again
 * with fewer jobs beside them. One job always runs on. The steps are undone one job at a time when there is clearly
 * room, including what growing jobs will take soon, so that the pool does not oscillate: a job is frozen at most
 * {@link #MAX_FREEZES} times in an attempt, and terminated at most {@link #MAX_POSTPONEMENTS} times, after which it
 * runs alone.
 *
 * <p><b>Whose fault.</b> What jobs use beyond the pool's limit is their fault. Of what the host lacks, their part is
 * what they have grown beyond their promises since the last sample without a shortage, in proportion to what all other
 * processes have grown since. What other processes take makes jobs wait, but never terminates them.
 */
final class MemoryPressureHandler {

    /** The running attempts, and the actions on them. */
    interface AttemptActions {
        Collection<JobEntry> active();

        void freeze(JobEntry job, boolean freeze, long now);

        void end(JobEntry job, TerminationRequest termination, boolean atOnce, long now);

        /** Tells listeners, and records for the job's result, what was done with it and why. */
        <W extends MemoryReason> void recordReason(JobEntry job, W why, Fact.OfJob<? super W> event);
    }

    static final int MAX_FREEZES = 2;
    static final int MAX_POSTPONEMENTS = 2;

    /** Jobs are thawed only when this part of the limit is free: the limit divided by this. */
    private static final int HYSTERESIS_DIVISOR = 16;

    /** In nanoseconds. */
    private static final double GROWTH_HORIZON_NANOS = 10e9;

    /** The shortage where it is unknown or nothing is limited: far less than zero. */
    private static final long NO_SHORTAGE = -Long.MAX_VALUE;

    private static final Comparator<JobEntry> YOUNGEST_FIRST = Comparator.comparingLong(
                    (JobEntry job) -> job.present().startedAt)
            .thenComparingLong(JobEntry::id)
            .reversed();

    private final MemoryBudget memoryBudget;
    private final MemorySettings settings;
    private final AttemptActions attempts;
    private final Commands commands;

    /** What all other processes used at the last sample without a shortage; negative for unknown. */
    private long hostBaselineBytes = -1;

    private boolean reclaimed;

    /** When the last sample was handled. */
    private long sampledAt;

    MemoryPressureHandler(MemoryBudget memoryBudget, AttemptActions attempts, Commands commands) {
        this.memoryBudget = memoryBudget;
        this.settings = memoryBudget.settings();
        this.attempts = attempts;
        this.commands = commands;
    }

    /** All running jobs, the host and this process have been sampled. */
    void sampled(@Nullable HostMemory host, long ownBytes, long now) {
        List<JobEntry> jobs = new ArrayList<>(attempts.active());
        jobs.removeIf(job -> job.state != State.RUNNING);
        jobs.sort(YOUNGEST_FIRST);
        long resident = sum(jobs);
        long others = host == null ? 0 : host.totalBytes() - host.availableBytes() - resident - ownBytes;
        long excess = memoryBudget.poolLimit() == Long.MAX_VALUE ? NO_SHORTAGE : resident - memoryBudget.poolLimit();
        long lack = host == null ? NO_SHORTAGE : settings.reserveBytes() - host.availableBytes();
        if (excess <= 0 && lack <= 0) {
            onNoShortage(jobs, others, Math.min(-excess, -lack), resident, now);
        } else {
            memoryBudget.pauseAdmission(true);
            shortage(jobs, Math.max(excess, ownPart(lack, jobs, others)), resident, now);
        }
        ensureOneRunning(jobs, now);
        claim(jobs);
        sampledAt = now;
    }

    /**
     * A frozen job that has been bypassed too often reserves the memory it needs to resume, so that it cannot starve.
     */
    private void claim(List<JobEntry> jobs) {
        JobEntry first = firstFrozen(jobs);
        for (JobEntry job : jobs) {
            AttemptState attempt = job.present();
            boolean claims = attempt.frozenForMemory && memoryBudget.isOverdue(attempt.startsBefore);
            long spare = job == first ? hysteresis() : 0;
            memoryBudget.promises().claimed(job.id(), claims ? attempt.residentBytes + bytesToResume(job) + spare : 0);
        }
    }

    private static long sum(List<JobEntry> jobs) {
        return jobs.stream().mapToLong(job -> job.present().residentBytes).sum();
    }

    /** The part of what the host lacks that is the jobs' fault. */
    private long ownPart(long lack, List<JobEntry> jobs, long others) {
        if (lack <= 0) {
            return 0;
        }
        double own = jobs.stream()
                .mapToLong(job -> job.present().residentBytes - Math.max(job.present().baselineBytes, promised(job)))
                .filter(beyond -> beyond > 0)
                .sum();
        double grown = hostBaselineBytes < 0 ? lack : Math.max(0, others - hostBaselineBytes);
        return own == 0 ? 0 : (long) (lack * (own / (own + grown)));
    }

    private static long promised(JobEntry job) {
        return MemoryBudget.state(job).promisedBytes();
    }

    private void onNoShortage(List<JobEntry> jobs, long others, long room, long resident, long now) {
        hostBaselineBytes = others;
        reclaimed = false;
        jobs.forEach(job -> job.present().baselineBytes = job.present().residentBytes);
        long growth = growers(jobs).stream()
                .mapToLong(job -> job.present().residentBytes - job.present().residentBefore)
                .sum();
        if (growth > room) {
            freezeGrowers(jobs, resident, now); // they would use too much before the next sample
            return;
        }
        if (room >= hysteresis()) {
            memoryBudget.pauseAdmission(false);
            thawOne(jobs, room - hysteresis() - expectedGrowth(jobs, now), resident, now);
        }
    }

    /**
     * What running jobs beyond their promises will take within {@link #GROWTH_HORIZON_NANOS}, if they grow as they did
     * since the last sample.
     */
    private long expectedGrowth(List<JobEntry> jobs, long now) {
        long growth = 0;
        for (JobEntry job : jobs) {
            AttemptState attempt = job.present();
            boolean beyond = attempt.residentBytes > promised(job);
            growth += isActive(job) && beyond ? Math.max(0, attempt.residentBytes - attempt.residentBefore) : 0;
        }
        return (long) (growth * (GROWTH_HORIZON_NANOS / Math.max(1.0, now - sampledAt)));
    }

    private long hysteresis() {
        long whole = memoryBudget.poolLimit() == Long.MAX_VALUE ? settings.reserveBytes() : memoryBudget.poolLimit();
        return whole / HYSTERESIS_DIVISOR;
    }

    private void shortage(List<JobEntry> jobs, long excess, long resident, long now) {
        long leaving = jobs.stream()
                .filter(JobEntry::isTerminating)
                .mapToLong(job -> job.present().residentBytes)
                .sum();
        if (excess <= 0) {
            return; // other processes have taken it
        }
        if (excess <= leaving) {
            killTerminatingGrowers(jobs, now);
        } else if (!freezeGrowers(jobs, resident, now) && !reclaim(jobs, excess - leaving)) {
            endVictims(jobs, excess - leaving, resident, now);
        }
    }

    /** Kills jobs that still grow while they are terminated, without grace. */
    private void killTerminatingGrowers(List<JobEntry> jobs, long now) {
        for (JobEntry job : jobs) {
            AttemptState attempt = job.present();
            TerminationRequest termination = attempt.termination;
            if (termination != null && termination.forMemory() && grows(attempt) && !attempt.killed) {
                attempt.killed = true;
                attempts.end(job, termination, true, now);
            }
        }
    }

    private static boolean grows(AttemptState attempt) {
        return attempt.residentBytes > attempt.residentBefore;
    }

    /** The jobs that grow beyond their promise, and can be frozen. */
    private List<JobEntry> growers(List<JobEntry> jobs) {
        List<JobEntry> growers = new ArrayList<>();
        for (JobEntry job : jobs) {
            AttemptState attempt = job.present();
            boolean beyond = attempt.residentBytes > promised(job);
            if (isActive(job) && beyond && grows(attempt) && attempt.freezes < MAX_FREEZES) {
                growers.add(job);
            }
        }
        return growers;
    }

    /** Returns whether any was frozen. */
    private boolean freezeGrowers(List<JobEntry> jobs, long resident, long now) {
        if (!settings.canFreeze()) {
            return false;
        }
        long going = jobs.stream().filter(MemoryPressureHandler::isActive).count();
        boolean any = false;
        for (JobEntry job : growers(jobs)) {
            if (going > 1) {
                AttemptState attempt = job.present();
                attempt.freezes++;
                attempt.startsBefore = memoryBudget.starts();
                attempts.freeze(job, true, now);
                attempts.recordReason(job, new MemoryReason.Grew(numbers(job, resident)), PoolEvent.JobFrozen::new);
                going--;
                any = true;
            }
        }
        return any;
    }

    private static boolean isActive(JobEntry job) {
        return !job.isTerminating() && !job.present().frozenForMemory;
    }

    private boolean reclaim(List<JobEntry> jobs, long bytes) {
        if (!settings.canReclaim() || reclaimed) {
            return false;
        }
        long left = bytes;
        for (JobEntry job : jobs) {
            AttemptState attempt = job.present();
            if (attempt.frozenForMemory && left > 0) {
                commands.reclaim(job, Math.min(left, attempt.residentBytes));
                left -= attempt.residentBytes;
                reclaimed = true;
            }
        }
        return reclaimed;
    }

    private void endVictims(List<JobEntry> jobs, long toFree, long resident, long now) {
        List<JobEntry> candidates = new ArrayList<>(jobs);
        candidates.removeIf(JobEntry::isTerminating);
        Set<Long> victims = victims(snapshot(candidates, toFree, now));
        int left = candidates.size();
        for (JobEntry job : candidates) {
            if (victims.contains(job.id()) && left > 1) {
                left--;
                end(job, candidates.size() - 1, resident, now);
            }
        }
    }

    /**
     * A policy that is at fault must not fail the pool while memory is short. Not even one that throws
     * OutOfMemoryError: the default policy needs next to nothing, and to give up would cost all jobs.
     */
    private Set<Long> victims(WorkerSnapshot snapshot) {
        try {
            return new HashSet<>(settings.policy().victims(snapshot));
        } catch (Throwable e) { // whatever a provider's code throws; or it returned null
            TerminationPolicy instead = new LeastLostWorkPolicy();
            commands.warn(
                    "the termination policy " + settings.policy().getClass().getName() + " failed; " + instead.name()
                            + " chooses the victims instead",
                    e);
            return new HashSet<>(instead.victims(snapshot));
        }
    }

    private static WorkerSnapshot snapshot(List<JobEntry> jobs, long toFree, long now) {
        return new WorkerSnapshot(
                toFree, jobs.stream().map(job -> worker(job, now)).toList());
    }

    private static WorkerSnapshot.Worker worker(JobEntry job, long now) {
        AttemptState attempt = job.present();
        Duration ran = Duration.ofNanos(Math.max(0, now - attempt.startedAt - attempt.frozen));
        return new WorkerSnapshot.Worker(job.id(), attempt.residentBytes, promised(job), ran);
    }

    private void end(JobEntry job, int others, long resident, long now) {
        MemoryReason.MemoryUse numbers = numbers(job, resident);
        MemoryReason why = postpone(
                job, others, beside -> new MemoryReason.MadeRoom(numbers, beside), job.present().residentBytes);
        attempts.end(job, TerminationRequest.postponeForMemory(why), false, now);
    }

    /**
     * Handles a job that lost processes to the kernel at the limit of all jobs, because they took memory faster than it
     * is sampled; kills at a job's own limit are handled by {@link MemoryLimits}.
     *
     * @return how it ends; null if that is not what happened
     */
    @Nullable
    TerminationRequest oomKilled(JobEntry job, ProcessExit exit, Usage usage) {
        MemoryState memory = MemoryBudget.state(job);
        boolean byKernel = settings.kernelEnforced() && exit.oomKills() > 0 && exit.exitCode() != 0;
        if (!byKernel || MemoryLimits.mayHaveReached(memory.limit, usage.peakMemory())) {
            return null;
        }
        long resident = Math.max(job.present().residentBytes, memory.peak);
        int others = memoryBudget.promises().count();
        if (others == 0) {
            return TerminationRequest.memoryExceeded(
                    new Outcome.MemoryExceeded(
                            Outcome.MemoryExceeded.Scope.POOL,
                            MemorySize.ofBytes(settings.limitBytes()),
                            usage.peakMemory() == null ? null : MemorySize.ofBytes(resident),
                            true),
                    false);
        }
        if (memory.postponements >= MAX_POSTPONEMENTS) {
            return null;
        }
        MemoryReason why = postpone(
                job,
                others,
                beside -> new MemoryReason.KilledAtPoolLimit(
                        MemorySize.ofBytes(settings.limitBytes()), MemorySize.ofBytes(resident), beside),
                resident);
        return TerminationRequest.postponeForMemory(why);
    }

    /** The job will start again, with fewer beside it. Returns why. */
    private MemoryReason postpone(JobEntry job, int others, IntFunction<MemoryReason> reason, long resident) {
        MemoryState memory = MemoryBudget.state(job);
        memory.postponements++;
        memory.maxOthers =
                memory.postponements >= MAX_POSTPONEMENTS ? 0 : Math.max(0, Math.min(memory.maxOthers, others) - 1);
        memory.endedAt(resident);
        job.present().frozenForMemory = false;
        MemoryReason why = reason.apply(memory.maxOthers);
        attempts.recordReason(job, why, PoolEvent.JobPostponed::new);
        return why;
    }

    private MemoryReason.MemoryUse numbers(JobEntry job, long resident) {
        long limit = memoryBudget.limit();
        return new MemoryReason.MemoryUse(
                MemorySize.ofBytes(job.present().residentBytes),
                MemorySize.ofBytes(promised(job)),
                MemorySize.ofBytes(resident),
                limit == Long.MAX_VALUE ? null : MemorySize.ofBytes(Math.max(0, limit)));
    }

    /** Thaws the job that was started first, if there is room for it. */
    private void thawOne(List<JobEntry> jobs, long room, long resident, long now) {
        JobEntry oldest = firstFrozen(jobs);
        if (oldest != null && room >= bytesToResume(oldest)) {
            thaw(oldest, new MemoryReason.RoomAgain(numbers(oldest, resident)), now);
        }
    }

    /** The rest of its promise, or a quarter of what it uses, whichever is more. */
    private static long bytesToResume(JobEntry job) {
        long resident = job.present().residentBytes;
        return Math.max(promised(job) - resident, resident / 4);
    }

    private void ensureOneRunning(List<JobEntry> jobs, long now) {
        JobEntry oldest = firstFrozen(jobs);
        if (oldest != null && jobs.stream().noneMatch(job -> job.isTerminating() || isActive(job))) {
            thaw(oldest, new MemoryReason.NoOtherLeft(), now);
        }
    }

    private void thaw(JobEntry job, MemoryReason why, long now) {
        attempts.freeze(job, false, now);
        attempts.recordReason(job, why, PoolEvent.JobThawed::new);
    }

    private static @Nullable JobEntry firstFrozen(List<JobEntry> youngestFirst) {
        JobEntry oldest = null;
        for (JobEntry job : youngestFirst) {
            oldest = !job.isTerminating() && job.present().frozenForMemory ? job : oldest;
        }
        return oldest;
    }
}
