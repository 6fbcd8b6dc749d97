package org.expool.core.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.expool.spi.WorkerSnapshot;
import org.expool.spi.WorkerSnapshot.Worker;

/** Takes workers in an order until enough is freed, then spares those without whom it is enough as well. */
final class Victims {

    private Victims() {}

    /**
     * Chooses, and leaves at least one worker. Where not even that is enough, as many as may be are chosen.
     *
     * @param order who should end, first those who should most
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
        return spare(victims, -toFree).stream().map(Worker::id).toList();
    }

    /** Spares those that should end the least first. */
    private static List<Worker> spare(List<Worker> victims, long freedTooMuch) {
        long surplus = freedTooMuch;
        for (int i = victims.size() - 1; i >= 0; i--) {
            if (victims.get(i).bytes() <= surplus) {
                surplus -= victims.remove(i).bytes();
            }
        }
        return victims;
    }
}
