package org.expool.bench.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;

/** What containments cost, as tables. */
record CostTables(List<CellCost> costs, CellCost reference) {

    List<Table> all() {
        return List.of(
                new Table("a worker's time for a job that follows another at once, ms", rows(CellCost::inARow)),
                new Table("from submit to the result of a job 50 ms after the last, ms", rows(CellCost::paused)),
                new Table("criteria", criteria()));
    }

    private List<Map<String, Object>> rows(Function<CellCost, double[]> millis) {
        return costs.stream().map(cost -> row(cost, millis)).toList();
    }

    private Map<String, Object> row(CellCost cost, Function<CellCost, double[]> millis) {
        Spread whole = Spread.of(millis.apply(cost));
        Spread more = more(cost, millis);
        return Table.row(
                "containment", cost.level().toString(),
                "median", whole.median(),
                "min", whole.min(),
                "max", whole.max(),
                "more", more.median(),
                "least", more.min(),
                "most", more.max());
    }

    /** Compared with the reference in the same round. */
    private Spread more(CellCost cost, Function<CellCost, double[]> millis) {
        double[] of = millis.apply(cost);
        double[] without = millis.apply(reference);
        double[] more = new double[of.length];
        for (int round = 0; round < more.length; round++) {
            more[round] = of[round] - without[round];
        }
        return Spread.of(more);
    }

    private List<Map<String, Object>> criteria() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CellCost cost : costs) {
            limit(cost.level().name()).ifPresent(limit -> {
                rows.add(criterion(cost, "in a row", CellCost::inARow, limit));
                rows.add(criterion(cost, "with pauses", CellCost::paused, limit));
            });
        }
        return rows;
    }

    private Map<String, Object> criterion(
            CellCost cost, String when, Function<CellCost, double[]> millis, double limit) {
        String what = "ms more for a job of " + cost.level().name() + ", " + when + ", median";
        return Criterion.atMost(what, more(cost, millis).median(), limit).row();
    }

    /** The thread enters, a prefix enters, a namespace is made. */
    private static OptionalDouble limit(String containment) {
        return switch (containment) {
            case "cgroup-v1" -> OptionalDouble.of(0.15);
            case "cgroup-v2" -> OptionalDouble.of(1);
            case "pid-namespace" -> OptionalDouble.of(2.5);
            default -> OptionalDouble.empty();
        };
    }
}
