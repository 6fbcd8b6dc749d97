package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.Job;
import org.junit.jupiter.api.Test;

/** Refusing many jobs at once. */
class DependenciesTest {

    private static final int MANY = 300_000;

    private static JobEntry entry(long id, String name, String after) {
        return new SchedulerDriver.Entry(
                id, Job.builder(name, Command.of("x")).after(after).build());
    }

    /** It would take minutes to remove them one by one from the one list of dependents. */
    @Test
    void aLargeBatchInWhichAllWaitForOneIsRefusedInNoTime() {
        List<JobEntry> batch = new ArrayList<>(List.of(entry(1, "a", "b"), entry(2, "b", "a")));
        for (int i = 3; i <= MANY; i++) {
            batch.add(entry(i, "waits " + i, "a"));
        }
        SchedulerDriver pool = new SchedulerDriver(SchedulerSettings.ofWorkers(1));
        assertTimeoutPreemptively(
                Duration.ofSeconds(120), () -> pool.handle(new Event.Admit(List.of(), batch, "the sender")));
        assertThat(batch).allMatch(job -> job.prerequisites == null);
        assertThat(pool.take(Recorded.Launch.class)).isEmpty();
        SchedulerDriver.Entry next =
                pool.submit(Job.builder("next", Command.of("x")).build());
        assertThat(pool.take(Recorded.Launch.class))
                .extracting(Recorded.Launch::job)
                .containsExactly(next);
    }
}
