package org.expool.bench.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;

/** The rates of a race, as tables. */
record SpawnTables(Map<Contestant, double[]> rates, int jobs) {

    private static final double SHARE_OF_LOOP = 0.90;

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
                    .filter(contestant -> contestant instanceof PoolContestant)
                    .forEach(pool -> tables.add(new Table(
                            "criteria",
                            List.of(Criterion.atLeast(
                                            "the pool's median ratio to the C loop",
                                            ratio(pool, reference).median(),
                                            SHARE_OF_LOOP)
                                    .row()))));
        });
        return tables;
    }

    private Optional<Contestant> reference() {
        return rates.keySet().stream()
                .filter(contestant -> contestant instanceof LoopContestant)
                .findFirst();
    }

    private Map<String, Object> rateRow(Contestant contestant) {
        double[] measured = rates.get(contestant);
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

    private Spread ratio(Contestant contestant, Contestant reference) {
        return Spread.ofRatios(rates.get(contestant), rates.get(reference));
    }
}
