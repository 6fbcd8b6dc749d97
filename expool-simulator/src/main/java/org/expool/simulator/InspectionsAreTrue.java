package org.expool.simulator;

import java.util.List;
import org.expool.Unfinished;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Inspection;
import org.expool.simulator.SimulatedJob.Phase;
import org.jspecify.annotations.Nullable;

/** Inspections report all unfinished jobs, each in its true state. */
final class InspectionsAreTrue extends Invariant {

    private Event.@Nullable Inspect inspection;

    InspectionsAreTrue(ReferenceModel model) {
        super(model);
    }

    @Override
    void expect(Event event) {
        inspection = event instanceof Event.Inspect inspect ? inspect : null;
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        Event.Inspect request = inspection;
        if (request != null) {
            SimulatedTask task = (SimulatedTask) request.task();
            List<Long> expected = model.jobs.stream()
                    .filter(job -> isBelow(job.simulatedTask(), task))
                    .map(SimulatedJob::id)
                    .filter(id -> id > request.after() && id <= found.next())
                    .sorted()
                    .toList();
            List<Long> told = found.jobs().stream().map(job -> job.job().id()).toList();
            if (!told.equals(expected) || told.size() > request.limit()) {
                throw broken(told + " were found, but " + expected + " are unfinished");
            }
            found.jobs().forEach(job -> check((SimulatedJob) job.job(), job.state()));
            inspection = null;
        }
    }

    private static boolean isBelow(@Nullable SimulatedTask task, @Nullable SimulatedTask top) {
        for (SimulatedTask each = task; each != null; each = each.parent()) {
            if (each == top) {
                return true;
            }
        }
        return top == null;
    }

    private void check(SimulatedJob job, Unfinished.State state) {
        boolean isTrue = switch (state) {
            case QUEUED -> job.phase == Phase.READY;
            case BLOCKED -> job.phase == Phase.BLOCKED;
            case BACKING_OFF -> job.phase == Phase.BACKING_OFF || (job.phase == Phase.READY && job.nextAt <= model.now);
            case WAITING_FOR_TASK -> ReferenceTasks.isParked(job);
            case STARTING -> job.phase == Phase.RUNNING_ON_START || job.phase == Phase.LAUNCHED;
            case RUNNING -> job.phase == Phase.RUNNING && !job.signalled;
            case ENDING -> job.phase == Phase.RUNNING && job.signalled;
            case SETTLING -> job.phase == Phase.RUNNING_CALLBACKS;
        };
        if (!isTrue) {
            throw broken(job + " is reported as " + state + " and is " + job.phase);
        }
    }

    @Override
    void handled() {
        if (inspection != null) {
            throw broken("an inspection is not answered");
        }
    }
}
