package org.expool.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.core.schedule.SchedulerSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random workloads with faults at any moment; the simulation itself checks the invariants. */
class RandomWorkloadTest {

    private static final int WORKLOADS = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsItsInvariants(long seed) {
        for (int i = 0; i < WORKLOADS; i++) {
            long workload = seed * 1_000_003 + i;
            try {
                workload(new Random(workload)).run();
            } catch (InvariantViolatedException e) {
                throw new AssertionError("workload " + workload, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void isDeterministic(long seed) {
        Simulation one = workload(new Random(seed));
        Simulation other = workload(new Random(seed));
        one.run();
        other.run();
        assertThat(one.now()).isEqualTo(other.now());
        assertThat(one.rounds()).isEqualTo(other.rounds());
    }

    private static Simulation workload(Random random) {
        Simulation pool = new Simulation(SchedulerSettings.ofWorkers(1 + random.nextInt(5))
                .grace(random.nextInt(4) == 0 ? Duration.ZERO : millis(random, 200))
                .within(random.nextInt(3) == 0 ? millis(random, 2000) : null)
                .sampling(random.nextBoolean() ? millis(random, 50) : null)
                .halting(random.nextInt(5) == 0));
        int jobs = 1 + random.nextInt(40);
        for (int i = 0; i < jobs; i++) {
            Duration at = millis(random, 500);
            SimulatedJob job = pool.submit(at, job(random, i), behaviour(random));
            if (random.nextInt(5) == 0) {
                pool.cancel(at.plus(millis(random, 300)), job);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            pool.resize(millis(random, 800), 1 + random.nextInt(6));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            pool.join(millis(random, 1500), millis(random, 3000));
        }
        // Every workload ends: jobs that would restart for ever are ended by this.
        pool.join(Duration.ofSeconds(10), Duration.ofSeconds(60));
        return pool;
    }

    private static Job job(Random random, int number) {
        JobBuilder job = Job.builder("job " + number, random.nextInt(10) == 0 ? Command.none() : Command.of("true"));
        if (random.nextInt(2) == 0) {
            job.timeout(millis(random, 200)).restartOnTimeout(random.nextInt(4) == 0);
        }
        if (random.nextInt(8) == 0) {
            job.startDelay(millis(random, 100));
        }
        if (random.nextInt(3) == 0) {
            job.onStart(start -> {});
        }
        if (random.nextInt(3) == 0) {
            job.onFinish(result -> {});
        }
        return job.build();
    }

    private static Behaviour behaviour(Random random) {
        return new Behaviour(
                random.nextBoolean() ? Duration.ZERO : millis(random, 20),
                random.nextInt(12) == 0,
                millis(random, 300),
                random.nextInt(4) == 0 ? 1 : 0,
                random.nextInt(4) == 0,
                random.nextBoolean() ? Duration.ZERO : millis(random, 50),
                random.nextBoolean() ? Duration.ZERO : millis(random, 100));
    }

    private static Duration millis(Random random, int bound) {
        return Duration.ofMillis(1L + random.nextInt(bound));
    }
}
