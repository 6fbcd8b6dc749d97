package org.expool.cli.batch;

import java.util.List;
import org.expool.Job;
import org.expool.Task;

/**
 * What a file asks for. Immutable and thread-safe.
 *
 * @param tasks those in its list of tasks, each after the one above it, also those without a job
 * @param jobs in their order
 */
public record Batch(List<Task> tasks, List<Job> jobs) {

    /** Copies the lists. */
    public Batch {
        tasks = List.copyOf(tasks);
        jobs = List.copyOf(jobs);
    }
}
