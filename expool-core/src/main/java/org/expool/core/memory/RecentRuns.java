package org.expool.core.memory;

import java.util.Arrays;

/**
 * The latest runs of one category, oldest first; older ones are forgotten, so that what no longer holds is too. Takes as
 * much room as it has runs. Not thread-safe.
 */
final class RecentRuns {

    /** How many count. */
    static final int REACH = 256;

    private static final int FEW = 4;

    private double[] sizes = new double[FEW];
    private double[] peaks = new double[FEW];
    private double[] logSizes = new double[FEW];
    private double[] logPeaks = new double[FEW];
    private double[] logSeconds = new double[FEW];
    private int first;
    private int count;
    private long added;

    void add(RecordedRun run) {
        added++;
        if (first + count == sizes.length) {
            makeRoom();
        }
        int end = first + count;
        sizes[end] = run.size();
        peaks[end] = run.peakBytes();
        logSizes[end] = Math.log(run.size());
        logPeaks[end] = Math.log(run.peakBytes());
        logSeconds[end] = Math.log(Math.max(run.seconds(), 1e-3));
        if (count == REACH) {
            first++;
        } else {
            count++;
        }
    }

    /** Moves what counts to the front, of longer arrays if it takes more than half of them. */
    private void makeRoom() {
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

    /** How many there ever were. */
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
