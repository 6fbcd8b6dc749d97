package org.expool.linux.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the launch steps of one request in their order, and each as often as the contract demands, whatever the others
 * throw. For one thread at a time.
 */
final class LaunchSteps {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchSteps.class);

    private final List<LaunchStep> steps;
    private int entered;

    LaunchSteps(List<LaunchStep> steps) {
        this.steps = steps.isEmpty()
                ? steps
                : steps.stream().map(LaunchStep::onSpawnerThread).toList();
    }

    /**
     * The words before the command.
     *
     * @throws StartRefusedException if a step refuses
     */
    List<String> prefix() {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (LaunchStep step : steps) {
            refusable(step, () -> words.addAll(step.prefix()));
        }
        return words;
    }

    /** The open folder of the cgroup to spawn into; -1 for that of the spawning thread. */
    int cgroup() {
        for (LaunchStep step : steps) {
            int cgroup = step.cgroup();
            if (cgroup >= 0) {
                return cgroup;
            }
        }
        return -1;
    }

    /** The steps whose change to the spawning thread outlasts the spawn. */
    List<LaunchStep> sticky() {
        List<LaunchStep> sticky = List.of();
        for (LaunchStep step : steps) {
            if (step.isSticky()) {
                sticky = sticky.isEmpty()
                        ? List.of(step)
                        : Stream.concat(sticky.stream(), Stream.of(step)).toList();
            }
        }
        return sticky;
    }

    /**
     * On the spawning thread before the spawn; {@link #afterSpawn} must follow also if this throws.
     *
     * @throws StartRefusedException if a step refuses
     */
    void beforeSpawn() {
        for (LaunchStep step : steps) {
            refusable(step, step::beforeSpawn);
            entered++;
        }
    }

    /** On the spawning thread after the spawn, the last step first. */
    void afterSpawn() {
        while (entered > 0) {
            LaunchStep step = steps.get(--entered);
            guarded(step, "afterSpawn", step::afterSpawn);
        }
    }

    /** With the new process. */
    void spawned(long pid) {
        for (LaunchStep step : steps) {
            guarded(step, "spawned", () -> step.spawned(pid));
        }
    }

    /** After the end of the process or the failed start. */
    void release() {
        for (LaunchStep step : steps) {
            guarded(step, "release", step::release);
        }
    }

    private static void refusable(LaunchStep step, Runnable call) {
        try {
            call.run();
        } catch (StartRefusedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.error("launch step {} failed", step, e);
            throw new StartRefusedException(Cause.LAUNCH_STEP, "launch step " + step + " failed: " + e);
        }
    }

    private static void guarded(LaunchStep step, String call, Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            LOG.error("launch step {} failed in {}", step, call, e);
        }
    }
}
