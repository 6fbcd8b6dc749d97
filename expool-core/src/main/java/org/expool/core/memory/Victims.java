package org.expool.core.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.expool.spi.WorkerSnapshot;
import org.expool.spi.WorkerSnapshot.Worker;

/** Selects jobs in a given order until enough memory is freed, then drops those that are not necessary. Stateless. */
final class Victims {

    private Victims() {}

    /**
     * Selects victims and leaves at least one job. If all others are not enough, all others are selected.
     *
     * @param order the first is terminated first
     */
    static List<Long> choose(WorkerSnapshot snapshot, Comparator<Worker> order) {
        List<Worker> candidates = new ArrayList<>(snapshot.workers());
        candidates.sort(order.thenComparing(Comparator.comparingLong(Worker::id).reversed()));
        List<Worker> victims = new ArrayList<>();
        long toFree = snapshot.excessBytes();
        for (Worker worker : candidates) {
            if (toFree <= 0 || victims.size() == candidates.size() - 1) {
                break;
            }
            if (worker.bytes() > 0) {
                victims.add(worker);
                toFree -= worker.bytes();
            }
        }
        return withoutUnnecessary(victims, -toFree).stream().map(Worker::id).toList();
    }

    /** Without those that are not necessary, checked from the last. */
    private static List<Worker> withoutUnnecessary(List<Worker> victims, long freedTooMuch) {
        long surplus = freedTooMuch;
        for (int i = victims.size() - 1; i >= 0; i--) {
            if (victims.get(i).bytes() <= surplus) {
                surplus -= victims.remove(i).bytes();
            }
        }
        return victims;
    }
}
