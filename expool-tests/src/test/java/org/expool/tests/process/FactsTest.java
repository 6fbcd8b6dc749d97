package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryLimit;
import org.expool.PoolListener;
import org.expool.Retry;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.Unfinished;
import org.expool.event.PoolEvent;
import org.expool.event.PoolEvent.AttemptEnded;
import org.expool.event.PoolEvent.AttemptStarted;
import org.expool.event.PoolEvent.EventsDropped;
import org.expool.event.PoolEvent.JobEvent;
import org.expool.event.PoolEvent.JobFinished;
import org.expool.event.PoolEvent.JobQueued;
import org.expool.event.Reason;
import org.expool.event.WaitReason;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listeners get the facts of a pool numbered and in order. */
@ExtendWith(NoLeaks.class)
class FactsTest {

    private final List<PoolEvent> facts = new CopyOnWriteArrayList<>();

    private final PoolListener recorder = new PoolListener() {
        @Override
        public void on(PoolEvent event) {
            facts.add(event);
        }
    };

    private List<String> of(JobHandle job) {
        return facts.stream()
                .filter(fact -> fact instanceof JobEvent event && event.id() == job.id())
                .map(fact -> fact.getClass().getSimpleName())
                .toList();
    }

    private <T> List<T> all(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void awaitStarts(int count) {
        Jobs.await(() -> all(AttemptStarted.class).size() == count);
    }

    @EachLauncher
    void factsAreNumberedAndThoseOfAJobComeInOrder(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).listener(recorder).build()) {
            List<JobHandle> plain = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                plain.add(pool.submit(Jobs.quick("plain " + i)));
            }
            JobHandle twice = pool.submit(Jobs.shell("twice", "exit 1")
                    .retry(Retry.times(2).backoff(Duration.ofMillis(5)))
                    .build());
            JobHandle after = pool.submit(
                    Jobs.shell("after", "true").after("plain 0", "plain 19").build());
            pool.join();

            assertThat(facts.stream().mapToLong(PoolEvent::number))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, facts.size()).boxed().toList());
            assertThat(plain)
                    .allSatisfy(job -> assertThat(of(job))
                            .containsExactly("JobSubmitted", "AttemptStarted", "AttemptEnded", "JobFinished"));
            assertThat(of(twice))
                    .containsExactly(
                            "JobSubmitted",
                            "AttemptStarted",
                            "AttemptEnded",
                            "JobQueued",
                            "JobQueued",
                            "AttemptStarted",
                            "AttemptEnded",
                            "JobFinished");
            assertThat(of(after).get(0)).isEqualTo("JobSubmitted");
            assertThat(of(after)).endsWith("AttemptStarted", "AttemptEnded", "JobFinished");
            assertThat(all(JobQueued.class))
                    .extracting(JobQueued::why)
                    .filteredOn(WaitReason.NextAttempt.class::isInstance)
                    .hasSize(1);
            assertThat(all(PoolEvent.RoundEnded.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.complete()).isTrue());
        }
    }

    @EachLauncher
    void theLastAttemptIsAmongThoseThatEnded(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).listener(recorder).build()) {
            JobResult result =
                    pool.run(Jobs.shell("fails", "exit 3").retry(Retry.times(2)).build());
            assertThat(result.attempts()).hasSize(2);
            assertThat(result.last()).isSameAs(result.attempts().get(1));
            assertThat(all(AttemptEnded.class))
                    .extracting(ended -> ended.ended().attempt())
                    .isEqualTo(result.attempts());
            assertThat(all(AttemptEnded.class).get(0).ended().nextAt()).isNotNull();
            assertThat(all(AttemptEnded.class).get(1).ended().nextAt()).isNull();
            assertThat(all(JobFinished.class)).extracting(JobFinished::result).containsExactly(result);
        }
    }

    @EachLauncher
    void controlOfThePoolAndTasksAreFactsAsWell(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).listener(recorder).build()) {
            pool.pause();
            try (TaskHandle task = pool.task(Task.of("t"))) {
                task.submit(Jobs.quick("member"));
            }
            pool.resize(2);
            pool.resume();
            pool.join();
            assertThat(facts)
                    .extracting(fact -> fact.getClass().getSimpleName())
                    .containsSubsequence(
                            "PoolPaused",
                            "TaskOpened",
                            "JobSubmitted",
                            "PoolResized",
                            "PoolResumed",
                            "TaskStarted",
                            "AttemptStarted",
                            "JobFinished",
                            "TaskFinished",
                            "RoundEnded");
        }
    }

    @EachLauncher
    void freezingThePoolIsAFactOfThePoolAndOfEachJob(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).listener(recorder).build()) {
            JobHandle endless = pool.submit(Jobs.endless("endless"));
            awaitStarts(1);
            pool.freeze();
            pool.thaw();
            endless.cancel();
            endless.await();
            pool.join();
            assertThat(facts)
                    .extracting(fact -> fact.getClass().getSimpleName())
                    .containsSubsequence(
                            "AttemptStarted", "PoolFrozen", "JobFrozen", "PoolThawed", "JobThawed", "JobFinished");
            assertThat(all(PoolEvent.JobFrozen.class))
                    .extracting(PoolEvent.JobFrozen::why)
                    .containsExactly(new Reason.ByRequest());
            assertThat(all(PoolEvent.JobThawed.class))
                    .extracting(PoolEvent.JobThawed::why)
                    .containsExactly(new Reason.ByRequest());
        }
    }

    @EachLauncher
    void aJobThatIsPostponedAsThePoolShrinksIsAFact(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).listener(recorder).build()) {
            pool.submit(Jobs.endless("first"));
            pool.submit(Jobs.endless("second"));
            awaitStarts(2);
            pool.resize(1, Shrink.POSTPONE);
            pool.cancelAll("enough");
            pool.join();
            assertThat(all(PoolEvent.JobPostponed.class))
                    .singleElement()
                    .satisfies(postponed -> assertThat(postponed.why()).isEqualTo(new Reason.FewerWorkers(1)));
        }
    }

    /** Callers that wait for jobs whose facts were dropped are answered all the same, and the pool is not delayed. */
    @EachLauncher
    void aListenerThatDoesNotReturnDelaysNoJob(String launcher) throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        PoolListener stuck = new PoolListener() {
            @Override
            public void on(PoolEvent event) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                facts.add(event);
            }

            @Override
            public int buffer() {
                return 4;
            }
        };
        try (ExecPool pool = Launchers.pool(launcher, 1).listener(stuck).build()) {
            List<JobHandle> jobs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                jobs.add(pool.submit(Jobs.quick("job " + i)));
            }
            assertThat(jobs.get(9).await().succeeded()).isTrue();
            gate.countDown();
            pool.join();
            assertThat(jobs).allSatisfy(job -> assertThat(job.result()).isPresent());
            long last = 0;
            for (PoolEvent fact : facts) {
                long dropped = fact instanceof EventsDropped gap ? gap.count() : 1;
                assertThat(fact.number()).isEqualTo(last + dropped);
                last = fact.number();
            }
            assertThat(all(EventsDropped.class)).isNotEmpty();
        }
    }

    @EachLauncher
    void manyUnfinishedJobsAreListedOnceEachWhileThePoolRuns(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            pool.pause();
            List<JobHandle> jobs = new ArrayList<>();
            TaskHandle task = pool.task(Task.of("t"));
            for (int i = 0; i < 3000; i++) {
                jobs.add(i % 3 == 0 ? task.submit(Jobs.quick("m" + i)) : pool.submit(Jobs.quick("j" + i)));
            }
            List<Unfinished> unfinished = pool.unfinished();
            assertThat(unfinished).hasSize(2001);
            assertThat(unfinished.get(0))
                    .isInstanceOfSatisfying(
                            Unfinished.ActiveTask.class,
                            active -> assertThat(active.members()).hasSize(1000));
            assertThat(unfinished.stream().skip(1))
                    .extracting(each -> ((Unfinished.ActiveJob) each).id())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(task.unfinished()).hasSize(1000);
            pool.cancelAll("enough");
            pool.resume();
            pool.join();
            assertThat(pool.unfinished()).isEmpty();
        }
    }

    @EachLauncher
    void onStartAndTheFactSayTheSameOfAStart(String launcher) throws InterruptedException {
        List<JobStart> asked = new CopyOnWriteArrayList<>();
        try (ExecPool pool = Launchers.pool(launcher, 2)
                .memoryLimit(MemoryLimit.off())
                .listener(recorder)
                .build()) {
            pool.submit(Jobs.endless("first"));
            JobHandle second =
                    pool.submit(Jobs.shell("second", "true").onStart(asked::add).build());
            second.await();
            JobStart started = all(AttemptStarted.class).stream()
                    .map(AttemptStarted::start)
                    .filter(start -> start.id() == second.id())
                    .findFirst()
                    .orElseThrow();
            assertThat(started.pid()).isPositive();
            assertThat(asked).extracting(JobStart::pid).containsExactly(0L);
            assertThat(List.of(asked.get(0), started)).allSatisfy(start -> {
                assertThat(start.slot()).isEqualTo(1);
                assertThat(start.cpus()).isNull();
                assertThat(start.memory()).isNull();
            });
            pool.cancelAll("enough");
            pool.join();
        }
    }

    @EachLauncher
    void aStartIsToldBeforeTheJobEnds(String launcher) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try (ExecPool pool = Launchers.pool(launcher, 1)
                .listener(new PoolListener() {
                    @Override
                    public void on(PoolEvent event) {
                        facts.add(event);
                        if (event instanceof AttemptStarted) {
                            started.countDown();
                        }
                    }
                })
                .build()) {
            JobHandle endless = pool.submit(Jobs.endless("endless"));
            started.await();
            assertThat(of(endless)).containsExactly("JobSubmitted", "AttemptStarted");
            endless.cancel();
            pool.join();
        }
    }
}
