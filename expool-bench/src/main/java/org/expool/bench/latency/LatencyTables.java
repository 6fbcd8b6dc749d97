package org.expool.bench.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Table;

/** Collects turnovers as tables. Not thread-safe. */
final class LatencyTables {

    private static final double NANOS_PER_MICRO = 1000;
    private static final double LIMIT_MICROS = 1000;

    private final List<Map<String, Object>> sinceExitCall = new ArrayList<>();
    private final List<Map<String, Object>> sinceNoticed = new ArrayList<>();
    private final List<Map<String, Object>> criteria = new ArrayList<>();

    void add(Scenario scenario, Chain chain, Turnover turnover) {
        sinceExitCall.add(row(scenario, chain, turnover.sinceExitCall(), turnover.skipped()));
        sinceNoticed.add(row(scenario, chain, turnover.sinceNoticed(), turnover.skipped()));
        if (chain instanceof PoolChain && scenario.promised()) {
            criterion(scenario, "exit noticed", turnover.sinceNoticed());
            criterion(scenario, "exit call", turnover.sinceExitCall());
        }
    }

    List<Table> all() {
        return List.of(
                new Table("from a job's exit call to the next posix_spawn, in microseconds", sinceExitCall),
                new Table("from a job's exit noticed to the next posix_spawn, in microseconds", sinceNoticed),
                new Table("criteria", criteria));
    }

    private void criterion(Scenario scenario, String since, Histogram times) {
        criteria.add(Criterion.atMost(
                        scenario.name() + ", since " + since + ", p99 in microseconds", micros(times, 99), LIMIT_MICROS)
                .row());
    }

    private static Map<String, Object> row(Scenario scenario, Chain chain, Histogram times, long skipped) {
        return Table.row(
                "scenario", scenario.name(),
                "by", chain.name(),
                "p50", micros(times, 50),
                "p90", micros(times, 90),
                "p99", micros(times, 99),
                "p99.9", micros(times, 99.9),
                "max", times.getMaxValue() / NANOS_PER_MICRO,
                "pairs", times.getTotalCount(),
                "skipped", skipped);
    }

    private static double micros(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
