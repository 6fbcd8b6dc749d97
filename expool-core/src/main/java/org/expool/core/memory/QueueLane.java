package org.expool.core.memory;

/**
 * Ready jobs of which the same holds but for memory. Immutable, unlike its jobs.
 *
 * @param jobs those
 * @param freeWorkers how many more may run before one of these starts; less than 1 if none of these may start now
 */
public record QueueLane<J>(ReadyIndex<J> jobs, int freeWorkers) {

    boolean isOpen() {
        return freeWorkers >= 1;
    }
}
