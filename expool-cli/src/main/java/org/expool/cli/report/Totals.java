package org.expool.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;

/** Counts and sums of a group of jobs. Not thread-safe. */
final class Totals {

    /** The columns of counts after that of all jobs. */
    private enum Column {
        OK("ok"),
        FAILED("failed"),
        TIMED_OUT("timed out"),
        OTHER("other");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        private static Column of(Outcome.Kind kind) {
            return switch (kind) {
                case SUCCEEDED -> OK;
                case FAILED -> FAILED;
                case TIMED_OUT -> TIMED_OUT;
                case MEMORY_EXCEEDED, CHAINED, CANCELLED, NOT_STARTED, LOST -> OTHER;
            };
        }
    }

    private final Map<Column, Long> counts = new EnumMap<>(Column.class);
    private long jobs;
    private Duration wall = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private boolean cpuKnown;
    private long peak;

    void add(JobResult result) {
        jobs++;
        counts.merge(Column.of(result.outcome().kind()), 1L, Long::sum);
        wall = wall.plus(result.wall());
        addCpu(result.usage().user());
        addCpu(result.usage().system());
        PeakMemory its = result.usage().peakMemory();
        if (its != null && its.source() != PeakMemory.Source.UPPER_BOUND) { // a bound of one process, not of the job
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
        List<String> titles = new ArrayList<>(List.of("jobs"));
        for (Column column : Column.values()) {
            titles.add(column.title);
        }
        titles.addAll(List.of("wall", "CPU", "peak"));
        return titles;
    }

    /** The numbers as text; a dash where there is none. */
    List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(Long.toString(jobs)));
        for (Column column : Column.values()) {
            Long count = counts.get(column);
            cells.add(count == null ? "-" : count.toString());
        }
        cells.add(HumanUnits.of(wall));
        cells.add(cpuKnown ? HumanUnits.of(cpu) : "-");
        cells.add(peak == 0 ? "-" : MemorySize.ofBytes(peak).toString());
        return cells;
    }
}
