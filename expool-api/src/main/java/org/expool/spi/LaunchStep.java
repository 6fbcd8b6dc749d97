package org.expool.spi;

import java.util.List;

/**
 * One thing to be done about one start: how CPU affinity and containment act on a process without knowing each other
 * or the launcher. A step belongs to one request; the launcher calls it from one thread at a time.
 *
 * <p>Order: {@link #prefix}, {@link #beforeSpawn}, the spawn, {@link #afterSpawn} in reverse order of the steps,
 * {@link #spawned} if there is a process, and {@link #release} exactly once, after the process's end or the failed
 * start.
 */
public interface LaunchStep {

    /** Words to put before the command: a program that does something and then executes the rest. */
    default List<String> prefix() {
        return List.of();
    }

    /**
     * Called on the spawning thread, whose attributes (CPU mask, control group) the process inherits.
     *
     * @throws LaunchStepException to refuse the start, with the reason
     */
    default void beforeSpawn() {}

    /** Called on the spawning thread after the spawn, also after one that failed, if {@link #beforeSpawn} returned. */
    default void afterSpawn() {}

    /** Called with the new process before its start is reported. */
    default void spawned(long pid) {}

    /** Gives back what the step holds. */
    default void release() {}
}
