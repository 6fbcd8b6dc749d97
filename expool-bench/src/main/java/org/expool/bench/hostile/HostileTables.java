package org.expool.bench.hostile;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.bench.machine.Level;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Table;
import org.expool.testkit.HostileJob;

/** The results of all trials. Not thread-safe. */
final class HostileTables {

    private final Map<Level, Map<TerminationMode, List<Survival>>> found = new LinkedHashMap<>();

    void add(Trial trial, Survival survival) {
        found.computeIfAbsent(trial.level(), level -> new EnumMap<>(TerminationMode.class))
                .computeIfAbsent(trial.ending(), ending -> new ArrayList<>())
                .add(survival);
    }

    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        found.forEach((level, endings) -> tables.add(survivors(level, endings)));
        tables.add(new Table(
                "criteria",
                found.keySet().stream()
                        .filter(Level::isStrict)
                        .map(level -> Criterion.atMost("survivors, " + level, total(level), 0)
                                .row())
                        .toList()));
        return tables;
    }

    private static Table survivors(Level level, Map<TerminationMode, List<Survival>> endings) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (HostileJob job : HostilePool.JOBS) {
            rows.add(row(job.name(), endings, trials -> sum(trials, job)));
        }
        rows.add(row("trials", endings, List::size));
        rows.add(row(
                "ms until none was seen, at the most",
                endings,
                trials -> trials.stream().mapToDouble(Survival::millis).max().orElse(0)));
        return new Table("processes left 1 s after the kill step, all trials together: " + level, rows);
    }

    private static Map<String, Object> row(
            String what,
            Map<TerminationMode, List<Survival>> endings,
            java.util.function.Function<List<Survival>, Object> value) {
        Map<String, Object> row = Table.row("job", what);
        endings.forEach((ending, trials) -> row.put(ending.label(), value.apply(trials)));
        return row;
    }

    private static int sum(List<Survival> trials, HostileJob job) {
        return trials.stream().mapToInt(trial -> trial.of(job)).sum();
    }

    private int total(Level level) {
        return requireNonNull(found.get(level)).values().stream()
                .flatMap(List::stream)
                .flatMap(survival -> survival.survivors().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
