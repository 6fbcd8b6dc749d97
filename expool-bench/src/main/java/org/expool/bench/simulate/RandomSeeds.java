package org.expool.bench.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.expool.simulator.InvariantViolatedException;
import org.expool.simulator.scenario.ScenarioGenerator;

/** Runs the scenarios of consecutive seeds on some threads, in portions. Used once. */
final class RandomSeeds {

    private static final long PORTION = 1000;

    private final long first;
    private final long count;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final Queue<Long> failed = new ConcurrentLinkedQueue<>();

    RandomSeeds(long first, long count) {
        this.first = first;
        this.count = count;
    }

    /** Runs them all. Returns how long that took, in seconds. */
    double run(int threads) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "simulate-" + i);
            worker.setUncaughtExceptionHandler((thread, fault) -> faults.add(fault));
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the simulator failed", faults.peek());
        }
        return seconds;
    }

    private void work() {
        for (long from = taken.getAndAdd(PORTION); from < count; from = taken.getAndAdd(PORTION)) {
            for (long i = from; i < Math.min(count, from + PORTION); i++) {
                run(first + i);
            }
        }
    }

    private void run(long seed) {
        try {
            events.addAndGet(ScenarioGenerator.of(seed).run().events());
        } catch (InvariantViolatedException e) {
            failed.add(seed);
        }
    }

    /** How many events the schedulers of the scenarios without a violation handled. */
    long events() {
        return events.get();
    }

    /** The seeds of scenarios in which an invariant was broken, the lowest first. */
    List<Long> failed() {
        return failed.stream().sorted().toList();
    }
}
