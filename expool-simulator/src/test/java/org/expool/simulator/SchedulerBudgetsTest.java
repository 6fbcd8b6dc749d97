package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;

import org.expool.Outcome;
import org.expool.TimeLimits;
import org.expool.core.schedule.SchedulerSettings;
import org.junit.jupiter.api.Test;

/** The CPU time that the jobs of a round may use together. */
class SchedulerBudgetsTest {

    private final Simulation pool = new Simulation(SchedulerSettings.builder(1)
            .cpus(1)
            .limits(TimeLimits.NONE.cpu(ms(200)))
            .build());

    @Test
    void isUsedUpByOneJobAfterAnother() {
        pool.submit(ZERO, job("first").build(), Behaviour.runs(ms(150)));
        SimulatedJob second = pool.submit(ZERO, job("second").build(), Behaviour.runs(ms(150)));
        pool.run();
        assertThat(second.firstSignalledAt()).isEqualTo(nanos(200));
        assertThat(second.end().outcome()).isInstanceOf(Outcome.TimedOut.class);
    }

    /** The end of the first is reported 10 ms after the probe, which found no process. */
    @Test
    void isNotOverspentWhenAProbeComesBetweenTheEndOfAProcessAndItsReport() {
        pool.submit(
                ZERO,
                job("first").build(),
                Behaviour.runs(ms(195)).reportedAfter(ms(10)).doing(new Activity(50, ZERO)));
        SimulatedJob second = pool.submit(ZERO, job("second").build(), Behaviour.runs(ms(600)));
        pool.run();
        // 97.5 ms of the first; at most the shortest time between two probes late
        assertThat(second.firstSignalledAt()).isBetween(nanos(205 + 102), nanos(205 + 103 + 5));
    }
}
