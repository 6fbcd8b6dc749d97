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

    CountsAreTrue(ReferenceModel world) {
        super(world);
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
        PoolCounts counts = world.counts;
        if (counts != world.recount && !counts.states().equals(world.recount.states())) {
            throw broken("the counts are " + counts + ", but " + world.recount + " is true");
        }
        counts.outcomes().forEach((kind, count) -> check(kind, count, outcomes.getOrDefault(kind, 0L)));
        if (!world.faulted) {
            checkStates(counts.states());
        }
    }

    private void checkStates(Map<State, Long> counts) {
        long[] expected = new long[State.values().length];
        for (SimulatedJob job : world.jobs) {
            expected[state(job).ordinal()]++;
        }
        counts.forEach((state, count) -> {
            if (state == State.QUEUED) { // from outside it cannot be seen whether a job waits for its task's onStart
                // alone
                check(state, count + counts.get(State.WAITING_FOR_TASK), expected[state.ordinal()]);
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
            case ASKING, LAUNCHED -> State.STARTING;
            case RUNNING -> job.signalled ? State.ENDING : State.RUNNING;
            case NEW, SETTLING, DONE -> State.SETTLING;
        };
    }

    private void check(Enum<?> kind, long count, long expected) {
        if (count != expected) {
            throw broken(count + " jobs are counted as " + kind + ", but " + expected + " is true");
        }
    }
}
