package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.function.Consumer;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.Task;
import org.expool.TaskSummary;
import org.jspecify.annotations.Nullable;

/** Calls the callbacks of jobs and tasks; logs what they throw. */
final class Callbacks {

    private static final Logger LOG = System.getLogger(Callbacks.class.getName());

    private Callbacks() {}

    /** Calls onStart. Returns why the job must not start, or null. */
    static @Nullable String start(JobStart start) {
        Consumer<JobStart> callback = start.job().onStart();
        try {
            if (callback != null) {
                callback.accept(start);
            }
            return null;
        } catch (Throwable e) { // whatever a user's code throws
            UserCodeErrors.log(LOG, "onStart of " + start.job() + " threw, so it is not started", e);
            return "its onStart threw " + UserCodeErrors.describe(e);
        }
    }

    /** Calls onDone, after a success, and onFinish. */
    static void finish(JobResult result) {
        Job job = result.job();
        if (result.succeeded()) {
            call("onDone", job, job.onDone(), result);
        }
        call("onFinish", job, job.onFinish(), result);
    }

    /** Calls a task's onStart. Returns why its jobs must not start, or null. */
    static @Nullable String start(Task task) {
        Consumer<Task> callback = task.onStart();
        try {
            if (callback != null) {
                callback.accept(task);
            }
            return null;
        } catch (Throwable e) { // whatever a user's code throws
            UserCodeErrors.log(LOG, "onStart of " + task + " threw, so its jobs are not started", e);
            return "the onStart of " + task + " threw " + UserCodeErrors.describe(e);
        }
    }

    /** Calls a task's onDone, after a success, and its onFinish. */
    static void finish(TaskSummary end) {
        Task task = end.task();
        if (end.succeeded()) {
            call("onDone", task, task.onDone(), end);
        }
        call("onFinish", task, task.onFinish(), end);
    }

    private static <T> void call(String name, Object subject, @Nullable Consumer<T> callback, T result) {
        try {
            if (callback != null) {
                callback.accept(result);
            }
        } catch (Throwable e) { // whatever a user's code throws
            UserCodeErrors.log(LOG, name + " of " + subject + " threw", e);
        }
    }
}
