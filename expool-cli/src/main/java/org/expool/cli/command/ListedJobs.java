package org.expool.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.expool.Job;

/** The jobs of a file, which are all there from the beginning and without a fault. Used by one thread. */
final class ListedJobs implements JobSource {

    private final List<Job> jobs;
    private int submitted;

    ListedJobs(List<Job> jobs) {
        this.jobs = jobs;
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(jobs.size());
    }

    @Override
    public boolean submitTo(Gate gate, Optional<Duration> limit) {
        while (submitted < jobs.size() && gate.submit(jobs.get(submitted))) {
            submitted++;
        }
        return true;
    }

    @Override
    public int left() {
        return jobs.size() - submitted;
    }

    @Override
    public boolean flawed() {
        return false;
    }
}
