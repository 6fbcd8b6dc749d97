package org.expool.cli.report;

import java.time.Duration;
import java.util.List;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;

/** What a group of jobs came to. Not thread-safe. */
final class Totals {

    private long jobs;
    private long succeeded;
    private long failed;
    private long timedOut;
    private Duration wall = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private boolean cpuKnown;
    private long peak;

    void add(JobResult result) {
        jobs++;
        Outcome outcome = result.outcome();
        if (outcome instanceof Outcome.Succeeded) {
            succeeded++;
        } else if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.Signalled) {
            failed++;
        } else if (outcome instanceof Outcome.TimedOut) {
            timedOut++;
        }
        wall = wall.plus(result.wall());
        addCpu(result.usage().user());
        addCpu(result.usage().system());
        PeakMemory its = result.usage().peakMemory();
        if (its != null && its.source() != PeakMemory.Source.UPPER_BOUND) { // which says nothing of a job as a whole
            peak = Math.max(peak, its.bytes());
        }
    }

    private void addCpu(@Nullable Duration time) {
        if (time != null) {
            cpu = cpu.plus(time);
            cpuKnown = true;
        }
    }

    /** The titles of {@link #cells}. */
    static List<String> titles() {
        return List.of("jobs", "ok", "failed", "timed out", "other", "wall", "CPU", "peak");
    }

    /** The numbers for people to read; a dash where there is none. */
    List<String> cells() {
        long other = jobs - succeeded - failed - timedOut;
        return List.of(
                Long.toString(jobs),
                count(succeeded),
                count(failed),
                count(timedOut),
                count(other),
                HumanUnits.of(wall),
                cpuKnown ? HumanUnits.of(cpu) : "-",
                peak == 0 ? "-" : MemorySize.ofBytes(peak).toString());
    }

    private static String count(long number) {
        return number == 0 ? "-" : Long.toString(number);
    }
}
