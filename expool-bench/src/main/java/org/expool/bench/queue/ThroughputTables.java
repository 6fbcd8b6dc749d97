package org.expool.bench.queue;

import java.util.List;
import java.util.Map;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;

/** Rates beside a short and a long queue, as tables. */
final class ThroughputTables {

    private ThroughputTables() {}

    static List<Table> of(int few, double[] withFew, int many, double[] withMany) {
        Spread ratio = Spread.ofRatios(withMany, withFew);
        return List.of(
                new Table("jobs per second while others wait", List.of(row(few, withFew), row(many, withMany))),
                new Table(
                        "ratio of the long queue to the short one, of the runs of each round",
                        List.of(Table.row(
                                "median", ratio.median(),
                                "min", ratio.min(),
                                "max", ratio.max(),
                                "1 within the range", ratio.min() <= 1 && 1 <= ratio.max()))));
    }

    private static Map<String, Object> row(int waiting, double[] rates) {
        Spread spread = Spread.of(rates);
        return Table.row(
                "waiting",
                waiting,
                "median",
                spread.median(),
                "min",
                spread.min(),
                "max",
                spread.max(),
                "spread %",
                100 * spread.relativeRange(),
                "rounds",
                rates.length);
    }
}
