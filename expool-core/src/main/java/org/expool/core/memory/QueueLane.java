package org.expool.core.memory;

/**
 * Ready jobs that have the same requirements except for memory. Immutable, unlike its jobs.
 *
 * @param jobs the jobs
 * @param freeWorkers how many of them may start now; less than 1 for none
 */
public record QueueLane<J>(ReadyIndex<J> jobs, int freeWorkers) {

    boolean isOpen() {
        return freeWorkers >= 1;
    }
}
