package org.expool.cli.batch;

import java.util.List;
import org.expool.Job;
import org.expool.Task;

/**
 * The tasks and jobs of one batch. Immutable and thread-safe.
 *
 * @param tasks those in the list of tasks, each after its parent, also those without a job
 * @param jobs in their order
 */
public record Batch(List<Task> tasks, List<Job> jobs) {

    public Batch {
        tasks = List.copyOf(tasks);
        jobs = List.copyOf(jobs);
    }
}
