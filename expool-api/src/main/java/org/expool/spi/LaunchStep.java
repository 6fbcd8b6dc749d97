package org.expool.spi;

import java.util.List;

/**
 * An action around one start: how CPU affinity and containment act on a process without knowing each other or the launcher. A
 * step belongs to one request; the launcher calls it from one thread at a time.
 *
 * <p>Order: {@link #onSpawnerThread} where the launcher supports it, {@link #prefix}, {@link #beforeSpawn}, the spawn,
 * {@link #afterSpawn} in reverse order of the steps, {@link #spawned} if there is a process, and {@link #release} exactly once,
 * after the end of the process or the failed start. Decorators extend
 * {@link org.expool.spi.support.ForwardingLaunchStep}, so that they pass on every call.
 */
public interface LaunchStep {

    /**
     * The step to use instead of this one, with all later calls going to it, by a launcher that makes no threads while it spawns
     * and calls {@link #beforeSpawn}, the spawn and {@link #afterSpawn} on one thread that does nothing else. That thread may be
     * given attributes that other threads must not inherit, such as a control group or the PID namespace of children, which is
     * cheaper than a {@link #prefix}.
     *
     * @return this step by default
     */
    default LaunchStep onSpawnerThread() {
        return this;
    }

    /** Words to put before the command: a program that does something and then executes the rest. */
    default List<String> prefix() {
        return List.of();
    }

    /**
     * The cgroup v2 into which the process is spawned (CLONE_INTO_CGROUP). Asked only of steps from {@link #onSpawnerThread}, and
     * only where the C library supports it.
     *
     * @return an open descriptor of its folder, which stays open until {@link #release}; -1 for that of the spawning thread
     */
    default int cgroup() {
        return -1;
    }

    /**
     * Whether the change of {@link #beforeSpawn} to the spawning thread outlasts {@link #afterSpawn}, so that a thread whose jobs
     * all need the same pays once. Steps that are equal make the same change. Asked only of steps from {@link #onSpawnerThread}.
     */
    default boolean isSticky() {
        return false;
    }

    /** Undoes the change of a sticky step, before a start on the same thread that has no equal step; on the spawning thread. */
    default void restore() {}

    /**
     * Called on the spawning thread, whose attributes (CPU mask, control group) the process inherits.
     *
     * @throws StartRefusedException to refuse the start, with the reason
     */
    default void beforeSpawn() {}

    /** Called on the spawning thread after the spawn, also after one that failed, if {@link #beforeSpawn} returned. */
    default void afterSpawn() {}

    /** Called with the new process before its start is reported. */
    default void spawned(long pid) {}

    /** Frees what the step occupies. */
    default void release() {}
}
