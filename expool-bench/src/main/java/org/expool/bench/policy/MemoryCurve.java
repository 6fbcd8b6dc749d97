package org.expool.bench.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.expool.simulator.trace.MemoryProfile.Step;
import org.expool.simulator.trace.ReplayStep;
import org.expool.simulator.trace.TraceJob;

/** How much memory was promised and used over a replay, from its starts and ends. Not thread-safe. */
final class MemoryCurve implements Consumer<ReplayStep> {

    /**
     * The memory from some time on, until the next point.
     *
     * @param seconds since the beginning
     * @param bytes from then on
     */
    record Point(double seconds, double bytes) {}

    private final Map<TraceJob, Double> startedAt = new HashMap<>();
    private final TreeMap<Double, Double> promised = new TreeMap<>();
    private final TreeMap<Double, Double> used = new TreeMap<>();
    private final List<Double> postponed = new ArrayList<>();

    @Override
    public void accept(ReplayStep step) {
        double seconds = step.nanos() / 1e9;
        if (step.kind() == ReplayStep.Kind.START) {
            startedAt.put(step.job(), seconds);
            promised.merge(seconds, (double) step.promisedBytes(), Double::sum);
            return;
        }
        promised.merge(seconds, -(double) step.promisedBytes(), Double::sum);
        double start = requireNonNull(startedAt.remove(step.job()));
        long resident = 0;
        for (Step change : step.job().profile().steps()) {
            if (start + change.seconds() < seconds) {
                used.merge(start + change.seconds(), (double) change.bytes() - resident, Double::sum);
                resident = change.bytes();
            }
        }
        used.merge(seconds, -(double) resident, Double::sum);
        if (step.kind() == ReplayStep.Kind.POSTPONE) {
            postponed.add(seconds);
        }
    }

    List<Point> promised() {
        return summed(promised);
    }

    List<Point> used() {
        return summed(used);
    }

    /** When attempts were terminated to free memory. */
    List<Double> postponed() {
        return List.copyOf(postponed);
    }

    private static List<Point> summed(TreeMap<Double, Double> changes) {
        List<Point> points = new ArrayList<>();
        double sum = 0;
        for (Map.Entry<Double, Double> change : changes.entrySet()) {
            sum += change.getValue();
            points.add(new Point(change.getKey(), sum));
        }
        return points;
    }
}
