package org.expool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.Signal;
import org.expool.spi.Availability;
import org.expool.spi.Cell;
import org.expool.spi.CellStatistics;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;
import org.expool.spi.LaunchSession;
import org.expool.spi.PressureWatch;
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.LaunchRecorder.Exited;
import org.expool.testkit.LaunchRecorder.Started;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every available {@link Containment} must do, by its own guarantee; on Linux. An implementer's test extends it
 * and supplies the containment and a launcher, both of classes with a constructor without parameters. Not thread-safe:
 * JUnit makes an instance for each test.
 */
@ExtendWith(NoLeaks.class)
public abstract class ContainmentContract {

    private static final Duration TIMEOUT = Eventually.scaled(Duration.ofSeconds(120));

    /**
     * The limit for a kill on a busy host; on an idle one it takes far less than a second ({@code ./bench hostile}).
     */
    private static final Duration KILLING = Eventually.scaled(Duration.ofSeconds(60));

    /** A block of seventy megabytes, which dd reads into its memory. */
    private static final String TAKES_MUCH =
            "dd if=/dev/zero of=/dev/null bs=70M count=1 iflag=fullblock 2>/dev/null || exit 9";

    private final Eventually eventually = Eventually.within(TIMEOUT);
    private final LaunchRecorder recorder = new LaunchRecorder();
    private final Survivors survivors = Survivors.unique();

    @TempDir
    Path dir;

    private ContainmentSession cells;
    private LaunchSession session;
    private SessionDriver driver;

    /** For subclasses. */
    protected ContainmentContract() {}

    /** The containment under test. */
    protected abstract Containment containment();

    /** An available launcher to start its processes with. */
    protected abstract ProcessLauncher launcher();

    /**
     * The hostile jobs that it must contain: by default all that its guarantee includes. A test of a combination whose
     * parts have tests of their own may return {@link #fewHostileJobs}.
     */
    protected List<HostileJob> hostileJobs() {
        return HostileJob.containedBy(containment().guarantee());
    }

    /** Some that its guarantee includes. */
    protected final List<HostileJob> fewHostileJobs() {
        List<HostileJob> few = List.of(HostileJob.SETSID, HostileJob.LEAVES_A_DAEMON, HostileJob.FORKS_200);
        return few.stream()
                .filter(job -> job.isContainedBy(containment().guarantee()))
                .toList();
    }

    @BeforeEach
    void open() {
        Availability availability = containment().availability();
        assumeTrue(
                availability == Availability.available(),
                () -> "not run: " + containment().name() + " is not available here: " + availability);
        cells = containment().open("contract");
        session = launcher().open("contract", recorder);
        driver = SessionDriver.of(session);
    }

    @AfterEach
    void close() {
        if (session != null) {
            cells.close();
            driver.close();
            session.close();
        }
        survivors.end();
    }

    @Test
    void hasANameThatCanBeTyped() {
        assertThat(containment().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @TestFactory
    Stream<DynamicTest> endsHostileJobs() {
        return hostileJobs().stream().map(job -> DynamicTest.dynamicTest(job.name(), () -> endsHostile(job)));
    }

    private void endsHostile(HostileJob job) throws InterruptedException {
        Cell cell = cells.cell(job.ordinal());
        startHostile(job);
        assertThat(cell.kill(KILLING)).as("empty within the time").isTrue();
        assertThat(survivors.pids()).isEmpty();
        recorder.await(job.ordinal(), Exited.class, TIMEOUT);
        assertThat(cell.isEmpty()).isTrue();
        assertThat(run(100 + job.ordinal(), job.ordinal(), "exit 9").exitCode()).isEqualTo(9);
    }

    @Test
    void endsWhatAJobLeavesOutsideThatEndsByItself() throws InterruptedException {
        assumeTrue(containment().guarantee() != Guarantee.BASIC, "not promised at this level");
        HostileJob job = HostileJob.LEAVES_ITS_GROUP_AND_ENDS;
        startHostile(job);
        recorder.await(job.ordinal(), Exited.class, TIMEOUT);
        Cell cell = cells.cell(job.ordinal());
        assertThat(cell.isEmpty() || cell.kill(KILLING)).isTrue();
        session.start(new RequestBuilder(100, List.of("sleep", "600"))
                .slot(job.ordinal())
                .in(cell)
                .build());
        recorder.await(100, Started.class, TIMEOUT);
        assertThat(Eventually.within(KILLING).becomesTrue(() -> survivors.pids().isEmpty()))
                .as("nothing is left, but %s", survivors.pids())
                .isTrue();
        assertThat(cell.isEmpty()).as("the slot's next job is left alone").isFalse();
    }

    @Test
    void endsEverythingWhenClosed() throws InterruptedException {
        for (HostileJob job : hostileJobs()) {
            startHostile(job);
        }
        cells.close();
        assertThat(survivors.pids()).isEmpty();
    }

    @Test
    void endsEverythingWhenTheJvmIsKilled() throws IOException, InterruptedException {
        assumeTrue(containment().guarantee() != Guarantee.BASIC, "not promised at this level");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileJobsProgram.class.getName(),
                        containment().getClass().getName(),
                        launcher().getClass().getName(),
                        survivors.token(),
                        dir.toString(),
                        hostileJobs().stream().map(HostileJob::name).collect(Collectors.joining(",")))
                .redirectError(dir.resolve("err").toFile())
                .start();
        try {
            assertThat(jvm.inputReader().readLine())
                    .as(Files.readString(dir.resolve("err")))
                    .isEqualTo("ready");
            assertThat(survivors.pids()).hasSizeGreaterThan(200);
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        Eventually killed = Eventually.within(KILLING);
        assertThat(killed.becomesTrue(() -> survivors.pids().isEmpty()))
                .as("no survivors, but %s", survivors.pids())
                .isTrue();
        assertThat(eventually.becomesTrue(() -> !Files.exists(dir.resolve("temporary"))))
                .as("temporary files are removed")
                .isTrue();
    }

    @Test
    void leavesTheStatusAsItIs() throws InterruptedException {
        assertThat(run(1, 0, "exit 0").exitCode()).isZero();
        assertThat(run(2, 0, "exit 143").exitCode()).isEqualTo(143);
        ProcessExit aborted = run(3, 0, "kill -ABRT $$");
        // A launcher that cannot tell a signal from an exit code reports 128 + its number.
        assertThat(aborted.signal() + aborted.exitCode()).isIn(5, 134);
    }

    @Test
    void takesItsPlaceInEveryJobOfTheSlot() throws InterruptedException {
        for (int id = 1; id <= 20; id++) {
            assertThat(run(id, id % 3, "exit 0").exitCode()).isZero();
            assertThat(cells.cell(id % 3).isEmpty()).isTrue();
        }
        assertThat(cells.cell(1)).isSameAs(cells.cell(1)).isNotSameAs(cells.cell(2));
    }

    @Test
    void touchesNoOtherCell() throws InterruptedException {
        start(1, 1, "sleep 600");
        start(2, 2, "sleep 600");
        long other = recorder.await(2, Started.class, TIMEOUT).pid();
        recorder.await(1, Started.class, TIMEOUT);
        // A process that enters by words in front of its command does so a moment after its start.
        assertThat(eventually.becomesTrue(
                        () -> !cells.cell(1).isEmpty() && !cells.cell(2).isEmpty()))
                .isTrue();
        assertThat(cells.cell(1).kill(KILLING)).isTrue();
        assertThat(ProcessHandle.of(other))
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
        assertThat(cells.cell(2).isEmpty()).isFalse();
    }

    @Test
    void asksEachProcessToEndWhateverItsGroupAndThoughItIsStopped() throws InterruptedException {
        assumeTrue(containment().guarantee() != Guarantee.BASIC, "not promised at this level");
        Path ready = dir.resolve("ready");
        start(
                1,
                0,
                "setsid sh -c 'trap \"exit 5\" TERM; echo r >>" + ready
                        + "; kill -STOP $$; sleep 600' \"$0\"; exit $?");
        eventually.untilContains(ready, "r");
        recorder.await(1, Started.class, TIMEOUT);
        cells.cell(0).signal(Signal.TERM);
        recorder.await(1, Exited.class, TIMEOUT);
        assertThat(eventually.becomesTrue(() -> survivors.pids().isEmpty())).isTrue();
    }

    @Test
    void freezesOrSaysThatItCannot() throws IOException, InterruptedException {
        Path beats = dir.resolve("beats");
        start(1, 0, "while :; do echo b >>" + beats + "; sleep 0.01; done");
        eventually.untilContains(beats, "b");
        Cell cell = cells.cell(0);
        if (cell.freeze()) {
            assertThat(eventually.becomesTrue(() -> isFrozen(beats)))
                    .as("frozen")
                    .isTrue();
            long size = Files.size(beats);
            cell.thaw();
            assertThat(eventually.becomesTrue(() -> sizeOf(beats) > size)).isTrue();
            assertThat(cell.freeze()).isTrue();
        }
        assertThat(cell.kill(KILLING)).isTrue();
        recorder.await(1, Exited.class, TIMEOUT);
        assertThat(run(2, 0, "exit 3").exitCode()).isEqualTo(3);
    }

    @Test
    void limitsTheMemoryOfOneJobOrSaysThatItCannot() throws InterruptedException {
        Cell cell = cells.cell(0);
        boolean limited = cell.limitMemory(32 << 20);
        ProcessExit exit = run(1, 0, TAKES_MUCH);
        assertThat(exit.exitCode() == 0).isNotEqualTo(limited);
        if (limited) {
            assertThat(cell.statistics().oomKills()).isPositive();
            assertThat(cell.memoryGroup()).isDirectory();
        }
        assertThat(cell.limitMemory(Long.MAX_VALUE)).isEqualTo(limited);
        assertThat(run(2, 0, TAKES_MUCH).exitCode()).isZero();
        assertThat(run(3, 1, TAKES_MUCH).exitCode()).isZero();
    }

    @Test
    void limitsTheMemoryOfAllTogetherOrSaysThatItCannot() throws InterruptedException {
        boolean limited = cells.limitMemory(32 << 20);
        run(1, 0, TAKES_MUCH);
        Long kills = cells.cell(0).statistics().oomKills();
        assertThat(kills != null && kills > 0).isEqualTo(limited);
        assertThat(cells.limitMemory(Long.MAX_VALUE)).isEqualTo(limited);
        assertThat(run(2, 0, TAKES_MUCH).exitCode()).isZero();
    }

    @Test
    void tellsThatAllTogetherUseMuchOrSaysThatItCannot() throws InterruptedException {
        Semaphore told = new Semaphore(0);
        try (PressureWatch watch = cells.watchMemory(48 << 20, told::release)) {
            if (watch != null) {
                start(1, 0, "exit 0");
                recorder.await(1, Exited.class, TIMEOUT);
                assertThat(told.availablePermits()).as("that was little").isZero();
                start(2, 1, TAKES_MUCH);
                assertThat(told.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                cells.cell(1).kill(KILLING); // may take long on a busy host
                recorder.await(2, Exited.class, TIMEOUT);
            }
        }
    }

    @Test
    void countsWhatOneJobUsedIfItCounts() throws InterruptedException {
        run(1, 0, "(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done) & wait");
        CellStatistics busy = cells.cell(0).statistics();
        run(2, 0, "exit 0");
        CellStatistics idle = cells.cell(0).statistics();
        if (busy.user() != null && busy.system() != null && idle.user() != null && idle.system() != null) {
            Duration much = busy.user().plus(busy.system());
            assertThat(much).isBetween(Duration.ofMillis(20), Eventually.scaled(Duration.ofSeconds(20)));
            assertThat(idle.user().plus(idle.system())).isLessThan(much.dividedBy(2));
        }
        if (busy.oomKills() != null) {
            assertThat(busy.oomKills()).isZero();
        }
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    private static boolean isFrozen(Path beats) {
        long size = sizeOf(beats);
        return !Eventually.within(Duration.ofMillis(200)).becomesTrue(() -> sizeOf(beats) != size);
    }

    private void startHostile(HostileJob job) throws InterruptedException {
        session.start(new RequestBuilder(job.ordinal(), job.command(survivors.token()))
                .in(cells.cell(job.ordinal()))
                .variable("READY", job.ready(dir).toString())
                .variable(Survivors.VARIABLE, survivors.token())
                .build());
        recorder.await(job.ordinal(), Started.class, TIMEOUT);
        eventually.untilContains(job.ready(dir), "\n");
    }

    private void start(long id, int slot, String script) {
        session.start(new RequestBuilder(id, List.of("sh", "-c", script, survivors.token()))
                .slot(slot)
                .in(cells.cell(slot))
                .build());
    }

    private ProcessExit run(long id, int slot, String script) throws InterruptedException {
        start(id, slot, script);
        return recorder.await(id, Exited.class, TIMEOUT).exit();
    }
}
