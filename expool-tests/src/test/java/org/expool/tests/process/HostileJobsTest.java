package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PoolListener;
import org.expool.Unfinished;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.Guarantee;
import org.expool.testkit.Eventually;
import org.expool.testkit.HostileJob;
import org.expool.testkit.MemoryGroup;
import org.expool.testkit.NoLeaks;
import org.expool.testkit.Survivors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that try to survive, terminated in each way a pool terminates jobs, in each kind of cell. */
@ExtendWith(NoLeaks.class)
public class HostileJobsTest {

    /** A system property: the name of the only containment to test. */
    public static final String ONLY = "expool.test.containment";

    /** Less than a second on an idle host ({@code ./bench hostile}). */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final Survivors survivors = Survivors.unique();
    private final Optional<MemoryGroup> little = MemoryGroup.limitedTo(MemorySize.ofMiB(48), survivors.token());

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        survivors.end();
        little.ifPresent(MemoryGroup::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cgroup-v1", "cgroup-v2", "pid-namespace", "session"})
    void atTheirTimeouts(String containment) throws InterruptedException {
        Guarantee guarantee = guarantee(containment);
        try (ExecPool pool = pool(containment)) {
            List<JobHandle> handles = submit(pool, guarantee, Duration.ofSeconds(5));
            assertThat(pool.join(TIMEOUT)).isTrue();
            assertGone(SOON);
            for (JobHandle handle : handles) {
                assertThat(handle.await().outcome())
                        .isInstanceOf(expected(handle.job().name()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cgroup-v1", "cgroup-v2", "pid-namespace", "session"})
    void inTheVeryMomentOfTheirStart(String containment) throws InterruptedException {
        guarantee(containment);
        try (ExecPool pool = ExecPool.builder()
                .workers(1)
                .grace(Duration.ZERO)
                .provider("Containment", containment)
                .listener(new PoolListener() {})
                .build()) {
            for (int i = 0; i < 40; i++) {
                JobHandle job = pool.submit(Job.of("short-lived", Command.of("sleep", "600")));
                awaitStart(pool);
                job.cancel();
                assertThat(job.await(TIMEOUT)).as("ended").isPresent();
            }
        }
    }

    private static void awaitStart(ExecPool pool) {
        while (pool.unfinished().stream()
                .noneMatch(
                        each -> each instanceof Unfinished.ActiveJob job && job.state() == Unfinished.State.RUNNING)) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cgroup-v1", "cgroup-v2", "pid-namespace", "session"})
    void whenTheyAreCancelled(String containment) throws InterruptedException {
        Guarantee guarantee = guarantee(containment);
        try (ExecPool pool = pool(containment)) {
            submit(pool, guarantee, TIMEOUT);
            awaitReady(guarantee);
            pool.cancelAll("the test has seen enough");
            assertThat(pool.join(TIMEOUT)).isTrue();
            assertGone(SOON);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cgroup-v1", "cgroup-v2", "pid-namespace", "session"})
    void whenThePoolIsClosed(String containment) {
        Guarantee guarantee = guarantee(containment);
        try (ExecPool pool = pool(containment)) {
            submit(pool, guarantee, TIMEOUT);
            awaitReady(guarantee);
        }
        assertGone(Duration.ZERO);
    }

    private static Class<? extends Outcome> expected(String job) {
        Set<HostileJob> ending =
                Set.of(HostileJob.LEAVES_A_DAEMON, HostileJob.LEAVES_ITS_GROUP_AND_ENDS, HostileJob.RELAY);
        return ending.contains(HostileJob.valueOf(job)) ? Outcome.Succeeded.class : Outcome.TimedOut.class;
    }

    private static Guarantee guarantee(String name) {
        assumeTrue(System.getProperty(ONLY, name).equals(name), "not run: another containment was asked for");
        Containment containment = ServiceLoader.load(Containment.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Availability availability = containment.availability();
        assumeTrue(availability == Availability.available(), () -> "not run: " + name + ": " + availability);
        return containment.guarantee();
    }

    private static ExecPool pool(String containment) {
        return ExecPool.builder()
                .workers(HostileJob.values().length)
                .grace(Duration.ofMillis(100))
                .provider("Containment", containment)
                .build();
    }

    private List<JobHandle> submit(ExecPool pool, Guarantee guarantee, Duration timeout) {
        return HostileJob.containedBy(guarantee).stream()
                .map(job -> pool.submit(Job.builder(job.name(), new Command(job.command(survivors.token())))
                        .environment(Environment.inherit()
                                .with("READY", job.ready(folder).toString())
                                .with(
                                        MemoryGroup.VARIABLE,
                                        little.map(group -> group.folder().toString())
                                                .orElse(""))
                                .with(Survivors.VARIABLE, survivors.token()))
                        .timeout(timeout)
                        .build()))
                .toList();
    }

    private void awaitReady(Guarantee guarantee) {
        HostileJob.containedBy(guarantee)
                .forEach(job ->
                        Eventually.within(TIMEOUT).until(job + " is ready", () -> Files.exists(job.ready(folder))));
    }

    private void assertGone(Duration limit) {
        Eventually.within(limit).becomesTrue(() -> survivors.pids().isEmpty());
        assertThat(survivors.pids()).isEmpty();
    }
}
