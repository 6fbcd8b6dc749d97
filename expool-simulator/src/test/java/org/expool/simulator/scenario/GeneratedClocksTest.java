package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.expool.Outcome;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.ForwardingCommands;
import org.expool.core.schedule.JobEntry;
import org.junit.jupiter.api.Test;

/** The generated scenarios reach every time limit: by each clock, of jobs, tasks and pools. */
class GeneratedClocksTest {

    private static final int SCENARIOS = 4000;

    @Test
    void everyClockEndsJobs() {
        Map<String, Integer> counts = new HashMap<>();
        for (long seed = 0; seed < SCENARIOS; seed++) {
            ScenarioGenerator.of(seed).run(commands -> new ForwardingCommands(commands) {
                @Override
                public void finished(JobEntry job, AttemptEnd end) {
                    if (end.outcome() instanceof Outcome.TimedOut timedOut) {
                        boolean relative = job.job().limits().relative() != null && timedOut.isOwn();
                        counts.merge(
                                (relative ? "RELATIVE " : "") + timedOut.clock() + " of " + timedOut.scope(),
                                1,
                                Integer::sum);
                    }
                    super.finished(job, end);
                }

                @Override
                public void freeze(JobEntry job, boolean frozen) {
                    counts.merge("freeze", 1, Integer::sum);
                    super.freeze(job, frozen);
                }
            });
        }
        assertThat(counts)
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
                        "QUEUE of POOL",
                        "freeze")
                .allSatisfy((what, count) -> assertThat(count).as(what).isGreaterThan(10));
    }
}
