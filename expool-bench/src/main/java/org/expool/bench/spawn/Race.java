package org.expool.bench.spawn;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Interleaved rounds: in each, every contestant runs once, and each round another one begins. So a drift of the host
 * (heat, neighbours) affects all alike.
 */
final class Race {

    private final List<Contestant> contestants;
    private final int jobs;

    Race(List<Contestant> contestants, int jobs) {
        this.contestants = contestants;
        this.jobs = jobs;
    }

    /**
     * Uncounted runs of each contestant, of so many jobs together. They are as long as the counted ones: otherwise code
     * that runs only at the beginning and the end of a run would be new to the JVM's compilers in the first counted
     * run, and they would discard what they had compiled.
     */
    void warmUp(int warmUpJobs) throws InterruptedException {
        for (int warm = 0; warm < warmUpJobs; warm += jobs) {
            for (Contestant contestant : contestants) {
                contestant.run(contestant.jobs(jobs));
            }
        }
    }

    /** Jobs per second, of each contestant in each round. */
    Map<Contestant, double[]> run(int rounds) throws InterruptedException {
        Map<Contestant, double[]> rates = new LinkedHashMap<>();
        contestants.forEach(contestant -> rates.put(contestant, new double[rounds]));
        for (int round = 0; round < rounds; round++) {
            for (int index = 0; index < contestants.size(); index++) {
                Contestant contestant = contestants.get((round + index) % contestants.size());
                int count = contestant.jobs(jobs);
                requireNonNull(rates.get(contestant))[round] = count * 1e9 / contestant.run(count);
            }
        }
        return rates;
    }
}
