package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.expool.MemoryAction.Step;
import org.expool.Outcome;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.ForwardingCommands;
import org.expool.core.schedule.JobEntry;
import org.expool.simulator.Simulation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The generated scenarios have every kind of event, of time limit and of what is done when memory is short. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedKindsTest {

    private static final int SCENARIOS = 4000;

    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<Class<? extends Event>, Integer> events = new HashMap<>();
    private final Map<Event, Integer> sent = new HashMap<>();
    private final Map<Step, Integer> steps = new EnumMap<>(Step.class);

    @BeforeAll
    void run() {
        for (long seed = 0; seed < SCENARIOS; seed++) {
            Scenario scenario = ScenarioGenerator.of(seed);
            Simulation run = scenario.run(this::countingLimits);
            run.kindsOfEvents().forEach(kind -> count(events, kind));
            run.memoryActions().forEach(action -> count(steps, action.step()));
            scenario.actions().forEach(this::countSent);
        }
    }

    private Commands countingLimits(Commands commands) {
        return new ForwardingCommands(commands) {
            @Override
            public void finished(JobEntry job, AttemptEnd end) {
                if (end.outcome() instanceof Outcome.TimedOut timedOut) {
                    boolean relative = job.job().limits().relative() != null && timedOut.isOwn();
                    count(limits, (relative ? "RELATIVE " : "") + timedOut.clock() + " of " + timedOut.scope());
                }
                super.finished(job, end);
            }
        };
    }

    private void countSent(Action action) {
        if (action instanceof Action.Send send) {
            count(sent, send.event());
        }
    }

    private static <K> void count(Map<K, Integer> counts, K key) {
        counts.merge(key, 1, Integer::sum);
    }

    private static void assertOften(Map<?, Integer> counts) {
        assertThat(counts)
                .allSatisfy(
                        (what, count) -> assertThat(count).as(what.toString()).isGreaterThan(10));
    }

    @Test
    void everyKindOfEventIsHandled() {
        assertThat(events.keySet().stream().map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Event.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
        assertOften(events);
    }

    @Test
    void theUserPausesFreezesAndResizesInEachWay() {
        assertThat(sent)
                .containsKeys(
                        new Event.Pause(true),
                        new Event.Pause(false),
                        new Event.Freeze(true),
                        new Event.Freeze(false),
                        new Event.Resize(1, true),
                        new Event.Resize(1, false));
    }

    @Test
    void everyClockEndsJobs() {
        assertThat(limits)
                .containsKeys(
                        "WALL of JOB",
                        "WALL of TASK",
                        "WALL of POOL",
                        "RELATIVE WALL of JOB",
                        "CPU of JOB",
                        "CPU of TASK",
                        "CPU of POOL",
                        "SILENCE of JOB",
                        "SILENCE of TASK",
                        "SILENCE of POOL",
                        "QUEUE of JOB",
                        "QUEUE of TASK",
                        "QUEUE of POOL");
        assertOften(limits);
    }

    @Test
    void everyStepOfWhatIsDoneWhenMemoryIsShortOccurs() {
        assertThat(steps).containsOnlyKeys(Step.values());
        assertOften(steps);
    }
}
