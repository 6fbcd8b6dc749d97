package org.expool.tests.concurrency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.PoolClosedException;
import org.expool.Retry;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskBuilder;
import org.expool.TaskFinishedException;
import org.expool.TaskHandle;

/** A thread that makes any calls of a pool's API, in an order that its seed decides. */
final class RandomUser implements Runnable {

    private static final int MOST_WORKERS = 8;
    private static final Duration BRIEF = Duration.ofMillis(5);

    private final ExecPool pool;
    private final Tally tally;
    private final String name;
    private final int operations;
    private final Random random;
    private final List<JobHandle> jobs = new ArrayList<>();
    private final List<TaskHandle> tasks = new ArrayList<>();
    private int made;

    RandomUser(ExecPool pool, Tally tally, int number, int operations) {
        this.pool = pool;
        this.tally = tally;
        this.name = "u" + number;
        this.operations = operations;
        this.random = new Random(number);
    }

    @Override
    public void run() {
        for (int i = 0; i < operations; i++) {
            try {
                operate(random.nextInt(1000));
            } catch (PoolClosedException | TaskFinishedException | InvalidSettingsException documented) {
                tasks.removeIf(task -> task.summary().finished());
            } catch (Throwable e) { // to be reported by the test
                tally.unexpected.add(e);
            }
        }
    }

    private void operate(int chance) throws InterruptedException {
        if (chance < 600) {
            submitted(pool.submit(job().build()));
        } else if (chance < 700) {
            operateOnTask(anyTask());
        } else if (chance < 740) {
            openTask();
        } else if (chance < 800) {
            submitAll();
        } else if (chance < 860) {
            anyJob().cancel();
        } else if (chance < 900) {
            anyJob().await(BRIEF);
        } else if (chance < 930) {
            pool.resize(1 + random.nextInt(MOST_WORKERS), random.nextBoolean() ? Shrink.FINISH : Shrink.POSTPONE);
        } else if (chance < 935) {
            pool.pause();
        } else if (chance < 990) {
            pool.resume();
        } else {
            inspect(random.nextInt(60));
        }
    }

    private void inspect(int chance) throws InterruptedException {
        if (chance < 10) {
            pool.unfinished();
        } else if (chance < 30) {
            pool.summary();
        } else if (chance < 40) {
            pool.tasks();
        } else if (chance < 55) {
            pool.failures();
        } else if (chance < 58) {
            pool.join(Duration.ofMillis(300 + random.nextInt(2000)));
        } else if (chance < 59) {
            pool.cancelAll(name + " wanted it");
        } else {
            pool.killAll(name + " wanted it");
        }
    }

    private void operateOnTask(TaskHandle task) throws InterruptedException {
        switch (random.nextInt(12)) {
            case 0 -> task.close();
            case 1 -> task.cancel(name + " wanted it");
            case 2 -> task.unfinished();
            case 3 -> task.await(BRIEF);
            case 4 -> task.submitAll(List.of(job().build(), after(someName()))).forEach(this::submitted);
            case 5 -> opened(pool.task(common()));
            case 6 ->
                pool.submitAll(List.of(common()), List.of(after(someName()))).forEach(this::submitted);
            case 7 -> submitted(pool.submit(job().task(common()).build()));
            default -> submitted(task.submit(job().build()));
        }
    }

    private void openTask() {
        String label = name + "-task-" + ++made;
        TaskBuilder task = tally.called(label, Task.builder(label));
        if (random.nextInt(10) == 0) {
            task.timeout(Duration.ofMillis(1 + random.nextInt(50)));
        }
        opened(random.nextInt(3) == 0 ? anyTask().task(task.build()) : pool.task(task.build()));
    }

    /** Jobs that wait for each other, in an order in which they could not be submitted one by one. */
    private void submitAll() {
        Job first = job().build();
        Job second = after(first.name());
        Job third = after(random.nextInt(4) == 0 ? someName() : second.name());
        pool.submitAll(List.of(third, second, first)).forEach(this::submitted);
    }

    private Job after(String other) {
        return job().after(other).build();
    }

    /** A name of a job or task of this round or an earlier one, or an unknown one. */
    private String someName() {
        return switch (random.nextInt(4)) {
            case 0 -> "unknown";
            case 1 -> anyTask().task().name();
            default -> anyJob().job().name();
        };
    }

    /** A task that several users may want to open at the same time. */
    private Task common() {
        return Task.of("common-" + tally.jobs() / 200);
    }

    private JobBuilder job() {
        String label = name + "-" + ++made;
        JobBuilder job = Job.builder(label, command());
        if (random.nextInt(4) == 0) {
            tally.called(label, job);
        }
        if (random.nextInt(20) == 0) {
            job.resources(Map.of("device", 1));
        }
        return job.priority(random.nextInt(3))
                .category("c" + random.nextInt(3))
                .size(random.nextInt(100))
                .timeout(Duration.ofMillis(20))
                .restartOnTimeout(random.nextBoolean())
                .maxRestarts(1)
                .retry(Retry.times(2).backoff(BRIEF));
    }

    private Command command() {
        int chance = random.nextInt(1000);
        if (chance < 15) {
            return Command.of("true");
        }
        if (chance < 20) {
            return Command.of("false");
        }
        return chance < 23 ? Command.of("sleep", "0.05") : Command.none();
    }

    private void submitted(JobHandle handle) {
        tally.add(handle);
        jobs.add(handle);
    }

    private void opened(TaskHandle handle) {
        tally.tasks.put(handle.task().name(), handle);
        tasks.add(handle);
    }

    private JobHandle anyJob() {
        if (jobs.isEmpty()) {
            submitted(pool.submit(job().build()));
        }
        return jobs.get(jobs.size() - 1 - random.nextInt(Math.min(jobs.size(), 100)));
    }

    /** A handle of this user, or of another. */
    private TaskHandle anyTask() {
        if (tasks.isEmpty()) {
            return tally.anyTask().orElseGet(() -> pool.task(common()));
        }
        return random.nextInt(4) == 0 ? tally.anyTask().orElseThrow() : tasks.get(random.nextInt(tasks.size()));
    }
}
