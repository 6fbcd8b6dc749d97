package org.expool.linux.launch;

import org.expool.spi.LaunchStep;

/**
 * A launch step with a cheaper way for the launcher by posix_spawn, which, unlike others, makes no thread while it spawns
 * and calls each step and the spawn on the same thread of its own: there a step may give the thread attributes that
 * threads must not inherit, such as a control group or the PID namespace of children. As thread-safe as any step.
 */
public interface SpawnerStep extends LaunchStep {

    /** The step to be taken in place of this one. */
    LaunchStep onSpawner();
}
