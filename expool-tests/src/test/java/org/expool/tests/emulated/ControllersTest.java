package org.expool.tests.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryAction;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Outcome.Signalled.Sender;
import org.expool.Output;
import org.expool.PeakMemory;
import org.expool.PoolListener;
import org.expool.ProviderChoice;
import org.expool.spi.Guarantee;
import org.expool.testkit.HostileJob;
import org.expool.testkit.NoLeaks;
import org.expool.testkit.Survivors;
import org.expool.tests.memory.FiveTogether;
import org.expool.tests.process.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A pool as root on a host with cgroup v2 and all controllers. */
@Tag("emulated")
@ExtendWith(NoLeaks.class)
class ControllersTest {

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final String OWN = "expool-" + ProcessHandle.current().pid() + "-*";
    private static final String LEAF = "leaf=" + GROUPS + "$(cut -d : -f 3 /proc/self/cgroup); ";
    private static final long MIB = 1 << 20;

    private final Survivors survivors = Survivors.unique();

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() throws IOException {
        survivors.end();
        List<Path> groups = new ArrayList<>();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(GROUPS, OWN)) {
            left.forEach(groups::add);
        }
        assertThat(groups).isEmpty();
    }

    @Test
    void isWhatAPoolTakesAndItsJobsStartInsideALeaf() throws InterruptedException {
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            assertThat(pool.providers())
                    .filteredOn(choice -> choice.ability().equals("Containment"))
                    .extracting(ProviderChoice::chosen)
                    .containsExactly("cgroup-v2");
            assertThat(output(pool, "cat /proc/self/cgroup")).matches("0::/expool-[^/]+/slot-0\n");
            assertThat(output(pool, LEAF + "ls $leaf").lines())
                    .contains("cgroup.kill", "memory.events", "memory.peak", "cpu.stat");
        }
    }

    @Test
    void countsAllThatAJobAndItsDaemonUse() throws InterruptedException {
        String work = "head -c 40M /dev/zero >$1.cached; dd if=/dev/zero of=/dev/null bs=60M count=1;"
                + " (setsid sh -c 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done >$0' $1 &);"
                + " until [ -s $1 ]; do sleep 0.1; done";
        String done = folder.resolve("done").toString();
        try (ExecPool pool = ExecPool.builder()
                .workers(1)
                .samplingInterval(Duration.ofHours(1))
                .build()) {
            JobResult result = pool.run(Jobs.shell("counts", work, done).build());
            assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
            assertThat(result.usage().user()).isGreaterThan(Duration.ofMillis(50));
            assertThat(result.usage().peakMemory().source()).isEqualTo(PeakMemory.Source.CGROUP);
            assertThat(result.usage().peakMemory().bytes()).isBetween(100 * MIB, 240 * MIB);
        }
    }

    /** Also that of a second job in the same group, which does not grow beyond the first: Linux 6.12 resets the peak. */
    @Test
    void thePeakIsThatOfAllProcessesWithoutSampling() throws InterruptedException {
        try (ExecPool pool = ExecPool.builder()
                .workers(1)
                .samplingInterval(Duration.ofHours(1))
                .build()) {
            PeakMemory five = pool.run(FiveTogether.job("five").build()).usage().peakMemory();
            // A sample on the kernel's pressure event may show more, as it counts shared pages for each process.
            assertThat(five.source()).isIn(PeakMemory.Source.CGROUP, PeakMemory.Source.SAMPLED);
            assertThat(five.bytes()).isBetween(FiveTogether.BYTES, FiveTogether.BYTES + 100 * MIB);
            PeakMemory small = pool.run(Jobs.quick("small")).usage().peakMemory();
            assertThat(small.bytes()).isPositive().isLessThan(FiveTogether.BYTES);
        }
    }

    @Test
    void namesTheKernelAsTheOneThatEndedAJobForItsMemory() throws InterruptedException {
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            JobResult result = pool.run(Jobs.shell(
                            "too much",
                            LEAF + "echo 32M >$leaf/memory.max; exec dd if=/dev/zero of=/dev/null bs=256M count=1")
                    .build());
            assertThat(result.outcome()).isEqualTo(new Outcome.Signalled(9, Sender.OOM_KILLER));
            assertThat(result.usage().peakMemory().bytes()).isBetween(24 * MIB, 40 * MIB);
        }
    }

    /**
     * The kernel kills the whole job, unless a sample shows it first, in which pages of libraries count once for each
     * process.
     */
    @Test
    void keepsAJobWithinItsLimitAndEndsAllOfIt() throws InterruptedException {
        String script = "dd if=/dev/zero of=/dev/null bs=256M count=1; sleep 600";
        try (ExecPool pool = ExecPool.builder()
                .workers(1)
                .samplingInterval(Duration.ofHours(1))
                .build()) {
            JobResult result = pool.run(Jobs.shell("greedy", script)
                    .memoryLimit(MemorySize.ofMiB(32))
                    .build());
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.MemoryExceeded.class,
                            exceeded -> assertThat(exceeded.limit()).isEqualTo(MemorySize.ofMiB(32)));
            assertThat(result.usage().peakMemory().bytes()).isLessThan(40 * MIB);
            assertThat(pool.run(Jobs.shell("next", "dd if=/dev/zero of=/dev/null bs=100M count=1")
                                    .build())
                            .succeeded())
                    .as("the limit was that of one job")
                    .isTrue();
        }
    }

    @Test
    void keepsThePoolWithinItsLimit() throws InterruptedException {
        try (ExecPool pool =
                ExecPool.builder().workers(1).memoryLimit(MemorySize.ofMiB(500)).build()) {
            String limit = output(pool, LEAF + "cat $leaf/../memory.max");
            assertThat(Long.parseLong(limit.strip())).isBetween(500 * MIB, 600 * MIB);
            String high = output(pool, LEAF + "cat $leaf/../memory.high");
            assertThat(Long.parseLong(high.strip())).isEqualTo(500 * MIB);
        }
    }

    /** Jobs that grow beyond the pool's limit are throttled until the pool has freed memory. */
    @Test
    void jobsThatTakeTooMuchTogetherGiveWayAndTheKernelEndsNone() throws IOException, InterruptedException {
        List<String> reasons = new CopyOnWriteArrayList<>();
        List<JobStart> starts = new CopyOnWriteArrayList<>();
        Path started = folder.resolve("all-have-started");
        Path acted = folder.resolve("the-pool-has-acted");
        try (ExecPool pool = ExecPool.builder()
                .workers(3)
                .samplingInterval(Duration.ofHours(1))
                .memoryLimit(MemorySize.ofMiB(600))
                .listener(new PoolListener() {
                    @Override
                    public void memoryChanged(MemoryAction action) {
                        reasons.add(action.reason());
                    }

                    @Override
                    public void started(JobStart start) {
                        starts.add(start);
                    }
                })
                .build()) {
            String script = "until [ -e $1 ]; do sleep 0.2; done; "
                    + "dd if=/dev/zero bs=250M count=1 iflag=fullblock | until [ -e $2 ]; do sleep 0.2; done";
            for (int i = 0; i < 3; i++) {
                pool.submit(Jobs.shell("spike " + i, script, started.toString(), acted.toString())
                        .build());
            }
            Jobs.await(() -> starts.size() == 3);
            Files.createFile(started);
            Jobs.await(() -> !reasons.isEmpty());
            Files.createFile(acted);
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(pool.failures()).isEmpty();
        }
        assertThat(reasons).isNotEmpty().noneMatch(reason -> reason.contains("by the kernel"));
    }

    /** The kernel must kill the job's child, not its shell. */
    @Test
    void aChildEndedForItsMemoryIsNotTheEndOfTheJob() throws InterruptedException {
        String script = LEAF + "echo 32M >$leaf/memory.max; echo -1000 >/proc/$$/oom_score_adj;"
                + " (echo 1000 >/proc/self/oom_score_adj; exec dd if=/dev/zero of=/dev/null bs=256M count=1); exit 3";
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            JobResult result = pool.run(Jobs.shell("lives on", script).build());
            assertThat(result.outcome()).isEqualTo(new Outcome.Failed(3));
        }
    }

    @Test
    void nothingOfHostileJobsOutlivesTheirCancellation() throws InterruptedException {
        List<HostileJob> jobs = List.of(
                HostileJob.DAEMON,
                HostileJob.STOPS_ITSELF,
                HostileJob.LEAVES_ITS_GROUP,
                HostileJob.FORGETS_ALL,
                HostileJob.RELAY);
        assertThat(HostileJob.containedBy(Guarantee.STRICT)).containsAll(jobs);
        try (ExecPool pool = ExecPool.builder().workers(jobs.size()).build()) {
            List<JobHandle> handles =
                    jobs.stream().map(job -> pool.submit(hostile(job))).toList();
            for (HostileJob job : jobs) {
                Jobs.await(() -> Files.exists(job.ready(folder)));
            }
            handles.forEach(JobHandle::cancel);
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(survivors.pids()).isEmpty();
        }
    }

    private Job hostile(HostileJob job) {
        return Job.builder(job.name(), new Command(job.command(survivors.token())))
                .environment(Environment.inherit()
                        .with("READY", job.ready(folder).toString())
                        .with(Survivors.VARIABLE, survivors.token()))
                .build();
    }

    private static String output(ExecPool pool, String script) throws InterruptedException {
        return Jobs.text(
                pool.run(Jobs.shell("script", script).stdout(Output.capture()).build())
                        .stdout());
    }
}
