package org.expool.bench.spawn;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;

/** The rates of a race, as tables. */
record SpawnTables(Map<Contestant, double[]> rates, int jobs) {

    private static final double SHARE_OF_LOOP = 0.90;

    private static final double SHARE_WITH_LISTENER = 0.97;

    /** In milliseconds. */
    private static final double COST_OF_BINDING = 0.1;

    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        tables.add(new Table(
                "jobs per second", rates.keySet().stream().map(this::rateRow).toList()));
        reference().ifPresent(reference -> {
            tables.add(new Table(
                    "ratio to the C loop, of the runs of each round",
                    rates.keySet().stream()
                            .map(contestant -> ratioRow(contestant, reference))
                            .toList()));
            rates.keySet().stream()
                    .filter(contestant -> contestant instanceof PoolContestant pool && isPlain(pool))
                    .forEach(pool -> tables.add(new Table(
                            "criteria",
                            List.of(Criterion.atLeast(
                                            "the pool's median ratio to the C loop",
                                            ratio(pool, reference).median(),
                                            SHARE_OF_LOOP)
                                    .row()))));
        });
        pool(SpawnTables::isPlain).ifPresent(plain -> {
            pool(PoolContestant::isBound).ifPresent(bound -> tables.add(costOfBinding(plain, bound)));
            pool(PoolContestant::isHeard).ifPresent(heard -> tables.add(costOfListening(plain, heard)));
        });
        return tables;
    }

    private static boolean isPlain(PoolContestant pool) {
        return !pool.isBound() && !pool.isHeard();
    }

    private Optional<PoolContestant> pool(Predicate<PoolContestant> which) {
        return rates.keySet().stream()
                .filter(contestant -> contestant instanceof PoolContestant)
                .map(contestant -> (PoolContestant) contestant)
                .filter(which)
                .findFirst();
    }

    /** How much longer a bound worker is busy with a job, from the two runs of each round. */
    private Table costOfBinding(PoolContestant free, PoolContestant bound) {
        double[] of = rates(free);
        double[] with = rates(bound);
        double[] millis = new double[Math.min(of.length, with.length)];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = 1e3 * bound.workers() * (1 / with[i] - 1 / of[i]);
        }
        return new Table(
                "what binding costs",
                List.of(Criterion.atMost(
                                "ms that a job takes a bound worker more, median",
                                Spread.of(millis).median(),
                                COST_OF_BINDING)
                        .row()));
    }

    private Table costOfListening(PoolContestant plain, PoolContestant heard) {
        return new Table(
                "what a listener costs",
                List.of(Criterion.atLeast(
                                "median ratio of the pool with a listener to that without",
                                ratio(heard, plain).median(),
                                SHARE_WITH_LISTENER)
                        .row()));
    }

    private Optional<Contestant> reference() {
        return rates.keySet().stream()
                .filter(contestant -> contestant instanceof LoopContestant)
                .findFirst();
    }

    private Map<String, Object> rateRow(Contestant contestant) {
        double[] measured = rates(contestant);
        Spread spread = Spread.of(measured);
        return Table.row(
                "contestant", contestant.name(),
                "median", spread.median(),
                "min", spread.min(),
                "max", spread.max(),
                "spread %", 100 * spread.relativeRange(),
                "jobs", contestant.jobs(jobs),
                "rounds", measured.length,
                "what", contestant.description());
    }

    private Map<String, Object> ratioRow(Contestant contestant, Contestant reference) {
        Spread ratio = ratio(contestant, reference);
        return Table.row(
                "contestant", contestant.name(), "median", ratio.median(), "min", ratio.min(), "max", ratio.max());
    }

    private double[] rates(Contestant contestant) {
        return requireNonNull(rates.get(contestant));
    }

    private Spread ratio(Contestant contestant, Contestant reference) {
        return Spread.ofRatios(rates(contestant), rates(reference));
    }
}
