package org.expool.simulator;

import java.util.EnumMap;
import java.util.Map;
import org.expool.Outcome;
import org.expool.PoolCounts;
import org.expool.Unfinished.State;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;

/**
 * After each event the numbers of jobs in each state, which are kept as they change, are what counting all jobs gives,
 * and those of outcomes what was commanded.
 */
final class CountsAreTrue extends Invariant {

    private final Map<Outcome.Kind, Long> outcomes = new EnumMap<>(Outcome.Kind.class);

    CountsAreTrue(ReferenceModel model) {
        super(model);
    }

    @Override
    void expect(Event event) {
        if (event == Event.Cleared.CLEARED) {
            outcomes.clear();
        }
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        outcomes.merge(end.outcome().kind(), 1L, Long::sum);
    }

    @Override
    void handled() {
        PoolCounts counts = model.counts;
        if (counts != model.recount && !counts.states().equals(model.recount.states())) {
            throw broken("the counts are " + counts + ", but " + model.recount + " is true");
        }
        counts.outcomes().forEach((kind, count) -> check(kind, count, outcomes.getOrDefault(kind, 0L)));
        if (!model.faulted) {
            checkStates(counts.states());
        }
    }

    private void checkStates(Map<State, Long> counts) {
        long[] expected = new long[State.values().length];
        for (SimulatedJob job : model.jobs) {
            expected[state(job).ordinal()]++;
        }
        counts.forEach((state, count) -> {
            if (state == State.QUEUED) { // from outside it cannot be seen whether a job waits for its task's onStart
                // alone
                check(state, count + counts.getOrDefault(State.WAITING_FOR_TASK, 0L), expected[state.ordinal()]);
            } else if (state != State.WAITING_FOR_TASK) {
                check(state, count, expected[state.ordinal()]);
            }
        });
    }

    private static State state(SimulatedJob job) {
        return switch (job.phase) {
            case BLOCKED -> State.BLOCKED;
            case READY -> State.QUEUED;
            case BACKING_OFF -> State.BACKING_OFF;
            case RUNNING_ON_START, LAUNCHED -> State.STARTING;
            case RUNNING -> job.signalled ? State.ENDING : State.RUNNING;
            case NEW, RUNNING_CALLBACKS, DONE -> State.SETTLING;
        };
    }

    private void check(Enum<?> kind, long count, long expected) {
        if (count != expected) {
            throw broken(count + " jobs are counted as " + kind + ", but " + expected + " is true");
        }
    }
}
