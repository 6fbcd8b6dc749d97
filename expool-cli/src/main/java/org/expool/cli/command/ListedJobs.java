package org.expool.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.expool.Job;

/** The jobs of a file, which are all there from the beginning and without a fault. Used by one thread. */
final class ListedJobs implements JobSource {

    private final List<Job> jobs;
    private boolean letIn;

    ListedJobs(List<Job> jobs) {
        this.jobs = jobs;
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(jobs.size());
    }

    @Override
    public boolean submitTo(Gate gate, Optional<Duration> limit) {
        letIn = gate.submitAll(jobs);
        return true;
    }

    @Override
    public int left() {
        return letIn ? 0 : jobs.size();
    }

    @Override
    public boolean flawed() {
        return false;
    }
}
