package org.expool.bench.spawn;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Interleaved rounds: in each, every contestant runs once, and each round another one begins. So a drift of the machine
 * (heat, neighbours) meets all alike.
 */
final class Race {

    private final List<Contestant> contestants;
    private final int jobs;

    Race(List<Contestant> contestants, int jobs) {
        this.contestants = contestants;
        this.jobs = jobs;
    }

    /**
     * Runs of each that are not counted, of so many jobs together. They are as long as those that are: what happens only at
     * the beginning and the end of a run would else be new to the JVM's compilers when it is first counted, and they would
     * throw away what they had made until then.
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
            for (int turn = 0; turn < contestants.size(); turn++) {
                Contestant contestant = contestants.get((round + turn) % contestants.size());
                int count = contestant.jobs(jobs);
                requireNonNull(rates.get(contestant))[round] = count * 1e9 / contestant.run(count);
            }
        }
        return rates;
    }
}
