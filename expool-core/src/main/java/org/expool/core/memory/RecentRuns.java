package org.expool.core.memory;

import java.util.Arrays;

/**
 * The most recent runs of one category, oldest first; older ones are dropped, so that predictions follow changes. Memory is
 * proportional to the number of runs. Not thread-safe.
 */
final class RecentRuns {

    /** The most runs that are kept. */
    static final int MAX_RUNS = 256;

    private static final int INITIAL_CAPACITY = 4;

    private double[] sizes = new double[INITIAL_CAPACITY];
    private double[] peaks = new double[INITIAL_CAPACITY];
    private double[] logSizes = new double[INITIAL_CAPACITY];
    private double[] logPeaks = new double[INITIAL_CAPACITY];
    private double[] logSeconds = new double[INITIAL_CAPACITY];
    private int first;
    private int count;
    private long added;

    void add(RecordedRun run) {
        added++;
        if (first + count == sizes.length) {
            compactOrGrow();
        }
        int end = first + count;
        sizes[end] = run.size();
        peaks[end] = run.peakBytes();
        logSizes[end] = Math.log(run.size());
        logPeaks[end] = Math.log(run.peakBytes());
        logSeconds[end] = Math.log(Math.max(run.seconds(), 1e-3));
        if (count == MAX_RUNS) {
            first++;
        } else {
            count++;
        }
    }

    /** Moves the runs to the front, of arrays twice as long if they fill more than half. */
    private void compactOrGrow() {
        int length = 2 * count > sizes.length ? 2 * sizes.length : sizes.length;
        sizes = moved(sizes, length);
        peaks = moved(peaks, length);
        logSizes = moved(logSizes, length);
        logPeaks = moved(logPeaks, length);
        logSeconds = moved(logSeconds, length);
        first = 0;
    }

    private double[] moved(double[] values, int length) {
        return Arrays.copyOf(Arrays.copyOfRange(values, first, first + count), length);
    }

    /** The number of runs ever added. */
    long added() {
        return added;
    }

    int count() {
        return count;
    }

    double size(int i) {
        return sizes[first + i];
    }

    double peak(int i) {
        return peaks[first + i];
    }

    double logSize(int i) {
        return logSizes[first + i];
    }

    double logPeak(int i) {
        return logPeaks[first + i];
    }

    double logSeconds(int i) {
        return logSeconds[first + i];
    }
}
