package org.expool.simulator;

import java.time.Duration;
import java.util.List;
import org.expool.StopSequence;
import org.expool.simulator.SimulatedJob.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's next deadline is never in the past. A job that has run for its timeout is being terminated, as is
 * every job in a task whose time is up or whose CPU budget is used up; what still runs after a signal and the wait after it has got
 * the next one.
 */
final class NothingIsLate extends Invariant {

    NothingIsLate(ReferenceModel model) {
        super(model);
    }

    @Override
    void handled() {
        if (model.nextDeadline <= model.now) {
            throw broken("the next deadline, " + model.nextDeadline + ", has passed");
        }
        model.jobs.forEach(this::checkQueued);
        checkBudget(null, model.settings.limits().cpu());
        model.tasks.forEach(task -> checkBudget(task, task.task().limits().cpu()));
        for (SimulatedJob job : model.occupants) {
            if (job.phase == Phase.RUNNING) {
                check(job);
            }
        }
    }

    /** The shortest time between two probes of CPU time and silence, in nanoseconds. */
    private static final long CLOSEST_PROBE = 5_000_000;

    private void checkProbed(SimulatedJob job) {
        if (!isExpectedToRun(job)) {
            return;
        }
        Duration cpu = job.job().limits().cpu();
        long spare = CLOSEST_PROBE * model.settings.cpus();
        if (cpu != null && job.cpu(model.now) >= cpu.toNanos() + spare) {
            throw broken(job + " has used " + job.cpu(model.now) + " ns of CPU time, of " + cpu);
        }
        Duration silence = job.job().limits().silence();
        Duration most = silence == null ? model.settings.limits().silence() : silence;
        if (most != null && job.silenceLeft(model.now) >= most.toNanos() + CLOSEST_PROBE) {
            throw broken(job + " has been silent for longer than " + most);
        }
    }

    private void checkQueued(SimulatedJob job) {
        Duration own = job.job().limits().queue();
        Duration most = own == null ? model.settings.limits().queue() : own;
        boolean waits = job.phase == Phase.READY || job.phase == Phase.BLOCKED;
        if (most != null && waits && job.attempt() == 0 && model.now - job.submittedAt >= most.toNanos()) {
            throw broken(job + " has waited for longer than " + most);
        }
    }

    /**
     * All workers together may use a budget faster than the scheduler expects, which counts on the CPUs of the host; but
     * no faster than each worker all CPUs.
     */
    private void checkBudget(@Nullable SimulatedTask task, @Nullable Duration limit) {
        if (limit == null
                || model.faulted
                || model.occupants.stream().noneMatch(job -> job.belongsTo(task) && isExpectedToRun(job))) {
            return;
        }
        List<SimulatedJob> jobs =
                model.ofRound.stream().filter(job -> job.belongsTo(task)).toList();
        long used = jobs.stream().mapToLong(job -> job.cpuTotal(model.now)).sum();
        long most = model.mostWorkers * (limit.toNanos() + CLOSEST_PROBE * model.settings.cpus());
        if (used >= most && jobs.stream().noneMatch(NothingIsLate::isUsageUnknown)) {
            throw broken((task == null ? "the round" : task) + " has used " + used + " ns of CPU time, of " + limit);
        }
    }

    /** Whether the scheduler does not know yet, or never, what its processes have used. */
    private static boolean isUsageUnknown(SimulatedJob job) {
        return job.lost || (job.phase == Phase.RUNNING && (!job.alive || job.probed));
    }

    private boolean isExpectedToRun(SimulatedJob job) {
        return job.phase == Phase.RUNNING && job.alive && !job.signalled && !job.probed && job.frozenSince < 0;
    }

    /** How long after its last signal the next one must come, in nanoseconds. */
    private long waitOf(SimulatedJob job) {
        StopSequence stop = job.job().stop();
        StopSequence sequence = stop == null ? StopSequence.graceful(model.settings.grace()) : stop;
        return sequence.steps().get(job.signals - 1).time().toNanos();
    }

    private void check(SimulatedJob job) {
        Duration timeout = job.job().timeout();
        if (!job.signalled && job.frozenSince < 0 && timeout != null && job.running(model.now) >= timeout.toNanos()) {
            throw broken(job + " has run longer than its timeout");
        }
        checkProbed(job);
        if (job.signalled && !job.killed && model.now - job.signalledLastAt >= waitOf(job)) {
            throw broken(job + " did not get the next signal in time");
        }
        for (SimulatedTask task = job.simulatedTask(); task != null && !job.signalled; task = task.parent()) {
            if (task.deadline <= model.now) {
                throw broken(job + " runs in " + task + ", whose time is up");
            }
        }
    }
}
