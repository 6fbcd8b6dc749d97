package org.expool.spi.support;

import java.util.List;
import org.expool.spi.LaunchStep;

/**
 * A decorator of a launch step that passes on every call; extend it and override the methods that change. Equal to a
 * decorator of the same class around an equal step, as {@link LaunchStep#isSticky} demands. As thread-safe as the step.
 */
public abstract class ForwardingLaunchStep implements LaunchStep {

    private final LaunchStep step;

    /** Decorates a step. */
    protected ForwardingLaunchStep(LaunchStep step) {
        this.step = step;
    }

    /**
     * A decorator of the same kind around the step for the spawner thread, if that is another one; see
     * {@link LaunchStep#onSpawnerThread}.
     *
     * @param spawnerStep what the decorated step returned
     */
    protected abstract LaunchStep around(LaunchStep spawnerStep);

    @Override
    public LaunchStep onSpawnerThread() {
        LaunchStep spawnerStep = step.onSpawnerThread();
        return spawnerStep == step ? this : around(spawnerStep);
    }

    @Override
    public List<String> prefix() {
        return step.prefix();
    }

    @Override
    public int cgroup() {
        return step.cgroup();
    }

    @Override
    public boolean isSticky() {
        return step.isSticky();
    }

    @Override
    public void restore() {
        step.restore();
    }

    @Override
    public void beforeSpawn() {
        step.beforeSpawn();
    }

    @Override
    public void afterSpawn() {
        step.afterSpawn();
    }

    @Override
    public void spawned(long pid) {
        step.spawned(pid);
    }

    @Override
    public void release() {
        step.release();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ForwardingLaunchStep that && getClass() == that.getClass() && step.equals(that.step);
    }

    @Override
    public int hashCode() {
        return step.hashCode();
    }

    @Override
    public String toString() {
        return step.toString();
    }
}
