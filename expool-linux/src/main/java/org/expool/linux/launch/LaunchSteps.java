package org.expool.linux.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.spi.LaunchStep;
import org.expool.spi.LaunchStepException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The launch steps of one request, called in their order and each as often as it must be, whatever the others throw.
 * For one thread at a time.
 */
final class LaunchSteps {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchSteps.class);

    private final List<LaunchStep> steps;
    private int entered;

    LaunchSteps(List<LaunchStep> steps) {
        this.steps = steps.isEmpty()
                ? steps
                : steps.stream().map(LaunchSteps::forThisLauncher).toList();
    }

    /**
     * The words before the command.
     *
     * @throws NotStartedException if a step refuses
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

    /** The open folder of the control group to be born in; -1 for that of the spawning thread. */
    int group() {
        for (LaunchStep step : steps) {
            if (step instanceof GroupStep born) {
                return born.group();
            }
        }
        return -1;
    }

    /** Those that leave the spawning thread as they have made it. */
    List<StickyStep> staying() {
        List<StickyStep> staying = List.of();
        for (LaunchStep step : steps) {
            if (step instanceof StickyStep stays) {
                staying = staying.isEmpty()
                        ? List.of(stays)
                        : Stream.concat(staying.stream(), Stream.of(stays)).toList();
            }
        }
        return staying;
    }

    /**
     * On the spawning thread before the spawn; {@link #afterSpawn} must follow also if this throws.
     *
     * @throws NotStartedException if a step refuses
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

    private static LaunchStep forThisLauncher(LaunchStep step) {
        return step instanceof SpawnerStep better ? better.onSpawner() : step;
    }

    private static void refusable(LaunchStep step, Runnable call) {
        try {
            call.run();
        } catch (LaunchStepException e) {
            throw new NotStartedException(Cause.LAUNCH_STEP, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("launch step {} failed", step, e);
            throw new NotStartedException(Cause.LAUNCH_STEP, "launch step " + step + " failed: " + e);
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
