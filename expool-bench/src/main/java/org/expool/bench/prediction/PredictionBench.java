package org.expool.bench.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.expool.bench.machine.Machine;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Format;
import org.expool.bench.report.Report;
import org.expool.bench.report.Table;
import org.expool.bench.workload.Mixture;
import org.expool.bench.workload.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./bench prediction}. Used once, by one thread. */
@Command(
        name = "prediction",
        description =
                "How well peaks of generated jobs are predicted, compared with simpler rules; what a prediction and a decision cost.")
public final class PredictionBench implements Callable<Integer> {

    private static final double MOST_TOO_SMALL = 0.5;
    private static final double MOST_MICROSECONDS = 50;
    private static final double MOST_MILLISECONDS = 5;

    @Mixin
    private final Format format = new Format();

    @Option(names = "--traces", defaultValue = "6", description = "Traces of each kind. Default: ${DEFAULT-VALUE}.")
    private int traces;

    @Option(
            names = "--categories",
            defaultValue = "12",
            description = "Categories in a trace of one pattern. Default: ${DEFAULT-VALUE}.")
    private int categories;

    @Option(names = "--ready", defaultValue = "200000", description = "Jobs to choose from. Default: ${DEFAULT-VALUE}.")
    private int ready;

    @Override
    public Integer call() throws InterruptedException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            rows.add(Contest.run(List.of(pattern), categories, traces).row(pattern.name()));
        }
        Contest predictable = Contest.run(Mixture.PREDICTABLE.patterns(), categories / 3, traces);
        Contest all = Contest.run(Mixture.ALL.patterns(), categories / 3, traces);
        rows.add(predictable.row("mix: predictable"));
        rows.add(all.row("mix: all"));
        List<Criterion> criteria = List.of(
                Criterion.atMost(
                        "predictable: % of first promises too small",
                        predictable.own().tooSmallPercent(), MOST_TOO_SMALL),
                Criterion.atLeast(
                        "predictable: used/promised beside the best other",
                        predictable.own().usedOverPromised(),
                        predictable.bestOther()),
                Criterion.atLeast(
                        "all: used/promised beside the best other", all.own().usedOverPromised(), all.bestOther()),
                Criterion.atMost("microseconds to predict and learn", PredictionCost.micros(), MOST_MICROSECONDS),
                Criterion.atMost(
                        "ms to choose of " + ready + " ready jobs of as many categories (99 of 100)",
                        DecisionCost.millis(ready, false),
                        MOST_MILLISECONDS),
                Criterion.atMost(
                        "ms to choose of " + ready + " ready jobs of one category that learns (99 of 100)",
                        DecisionCost.millis(ready, true),
                        MOST_MILLISECONDS));
        Report report = new Report(
                "prediction",
                Machine.facts(),
                List.of(
                        new Table("used/promised memory, % of first promises too small", rows),
                        new Table(
                                "criteria",
                                criteria.stream().map(Criterion::row).toList())),
                List.of());
        format.print(report);
        return 0;
    }
}
