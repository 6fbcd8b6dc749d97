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
        check(counts.states(), world.recount.states());
        check(counts.outcomes(), new PoolCounts(Map.of(), outcomes).outcomes());
        if (!world.faulted) {
            check(merged(counts.states()), merged(new PoolCounts(states(), Map.of()).states()));
        }
    }

    private Map<State, Long> states() {
        Map<State, Long> states = new EnumMap<>(State.class);
        world.jobs.forEach(job -> states.merge(state(job), 1L, Long::sum));
        return states;
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

    /** From outside it cannot be seen whether the onStart of its task is all that a job waits for. */
    private static Map<State, Long> merged(Map<State, Long> states) {
        Map<State, Long> merged = new EnumMap<>(states);
        merged.merge(State.QUEUED, merged.put(State.WAITING_FOR_TASK, 0L), Long::sum);
        return merged;
    }

    private void check(Map<?, Long> counts, Map<?, Long> expected) {
        if (!counts.equals(expected)) {
            throw broken("the counts are " + counts + ", but " + expected + " is true");
        }
    }
}
