package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.List;
import org.expool.Task;
import org.expool.TaskBuilder;
import org.expool.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * A task of a scenario. Immutable and thread-safe.
 *
 * @param name unique among tasks
 * @param parent the name of the task above, or null; an unknown name counts as none
 * @param limits of its jobs together, or of each
 * @param after names of the prerequisites of its jobs
 * @param onStart whether it has an onStart
 * @param onFinish whether it has an onFinish
 * @param callbackTime how long each of these takes
 * @param onStartThrows whether its onStart throws
 */
public record TaskSpec(
        String name,
        @Nullable String parent,
        TimeLimits limits,
        List<String> after,
        boolean onStart,
        boolean onFinish,
        Duration callbackTime,
        boolean onStartThrows) {

    public TaskSpec {
        after = List.copyOf(after);
    }

    /**
     * The task.
     *
     * @param above the task above, or null
     * @throws org.expool.InvalidSettingsException if it is not valid
     */
    Task task(@Nullable Task above) {
        TaskBuilder task = Task.builder(name).after(after.toArray(new String[0]));
        if (above != null) {
            task.parent(above);
        }
        if (limits.wall() != null) {
            task.timeout(limits.wall());
        }
        if (limits.cpu() != null) {
            task.cpuTimeout(limits.cpu());
        }
        if (limits.silence() != null) {
            task.silenceTimeout(limits.silence());
        }
        if (limits.queue() != null) {
            task.queueTimeout(limits.queue());
        }
        if (onStart) {
            task.onStart(started -> {});
        }
        if (onFinish) {
            task.onFinish(ended -> {});
        }
        return task.build();
    }
}
