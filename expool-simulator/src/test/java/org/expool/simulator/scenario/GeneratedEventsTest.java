package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.expool.core.schedule.Event;
import org.junit.jupiter.api.Test;

/** The generated scenarios have every kind of event: a new kind is to be simulated. */
class GeneratedEventsTest {

    private static final int SCENARIOS = 3000;
    private static final int LEAST = 10;

    @Test
    void everyKindOfEventIsHandled() {
        Map<Class<? extends Event>, Integer> counts = new HashMap<>();
        for (long seed = 0; seed < SCENARIOS; seed++) {
            ScenarioGenerator.of(seed).run().kindsOfEvents().forEach(kind -> counts.merge(kind, 1, Integer::sum));
        }
        assertThat(counts).containsOnlyKeys(kinds());
        assertThat(counts)
                .allSatisfy((kind, scenarios) ->
                        assertThat(scenarios).as(kind.getSimpleName()).isGreaterThan(LEAST));
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Event>[] kinds() {
        return Arrays.stream(Event.class.getPermittedSubclasses()).toArray(Class[]::new);
    }

    @Test
    void theUserPausesFreezesAndResizesInEachWay() {
        Map<Event, Integer> counts = new HashMap<>();
        Stream.iterate(0L, seed -> seed + 1)
                .limit(SCENARIOS)
                .flatMap(seed -> ScenarioGenerator.of(seed).actions().stream())
                .forEach(action -> {
                    if (action instanceof Action.Send send) {
                        counts.merge(send.event(), 1, Integer::sum);
                    }
                });
        assertThat(counts)
                .containsKeys(
                        new Event.Pause(true),
                        new Event.Pause(false),
                        new Event.Freeze(true),
                        new Event.Freeze(false),
                        new Event.Resize(1, true),
                        new Event.Resize(1, false),
                        Event.Cleared.CLEARED);
    }
}
