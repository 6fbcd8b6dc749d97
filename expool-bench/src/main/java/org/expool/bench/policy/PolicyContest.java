package org.expool.bench.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.expool.bench.machine.Machine;
import org.expool.bench.report.Criterion;
import org.expool.bench.report.Report;
import org.expool.bench.report.Table;
import org.expool.core.memory.QueueOrder;
import org.expool.simulator.trace.ReplayResult;
import org.expool.simulator.trace.TraceJob;

/** Replays generated jobs in each order, with peaks that are known and with peaks that must be learned. Used once. */
public final class PolicyContest {

    /** Where jobs would use half of the memory: then there is room for promises that are too large. */
    private static final double PLENTIFUL = 0.5;

    private static final double MOST_KNOWN = 1.05;
    private static final double MOST_PLENTIFUL = 1.10;
    private static final double MOST_TIGHT = 1.6;

    private static final Map<String, QueueOrder> ORDERS = orders();

    private final int workers;
    private final int traces;
    private final List<Map<String, Object>> known = new ArrayList<>();
    private final List<Map<String, Object>> learned = new ArrayList<>();
    private final List<Map<String, Object>> details = new ArrayList<>();
    private double worstKnown;
    private double worstPlentiful;
    private double worstTight;

    /**
     * For a pool.
     *
     * @param workers how many jobs run at one time, as many as there are CPUs
     * @param traces of each kind of jobs
     */
    public PolicyContest(int workers, int traces) {
        this.workers = workers;
        this.traces = traces;
    }

    private static Map<String, QueueOrder> orders() {
        Map<String, QueueOrder> orders = new LinkedHashMap<>();
        orders.put("fifo", QueueOrder.SUBMISSION);
        orders.put("backfill", QueueOrder.BACKFILL);
        orders.put("longest", QueueOrder.LONGEST);
        orders.put("area", QueueOrder.AREA);
        orders.put("ours", QueueOrder.LARGEST);
        return orders;
    }

    public Report run() throws InterruptedException {
        for (Workload workload : Workload.all()) {
            double scarcity = scarcity(workload);
            PolicyTrial oracle = race(workload, scarcity, true, known);
            PolicyTrial own = race(workload, scarcity, false, learned);
            worstKnown = Math.max(worstKnown, oracle.mean(ReplayResult::ratio));
            if (scarcity < PLENTIFUL) {
                worstPlentiful = Math.max(worstPlentiful, own.mean(ReplayResult::ratio));
            } else {
                worstTight = Math.max(worstTight, own.mean(ReplayResult::ratio));
            }
            details.add(Table.row(
                    "jobs", workload.name(),
                    "memory", workload.limit().toString(),
                    "ended of 1000", own.mean(result -> 1000.0 * result.ended() / result.jobs()),
                    "used/promised", own.mean(ReplayResult::usedOverReserved),
                    "first too small, %", own.mean(result -> 100 * result.firstAttemptTooSmall())));
        }
        return report();
    }

    /** How many times longer memory alone would take than CPUs alone. */
    private double scarcity(Workload workload) {
        return workload.jobs(0).stream()
                        .mapToDouble(job -> job.profile().area(job.seconds()))
                        .sum()
                / workload.limit().bytes()
                / workload.jobs(0).stream().mapToDouble(TraceJob::seconds).sum()
                * workers;
    }

    /** Returns the trial of the pool's own order. */
    private PolicyTrial race(Workload workload, double scarcity, boolean oracle, List<Map<String, Object>> rows) {
        Map<String, Object> row = Table.row(
                "jobs", workload.name(),
                "memory", workload.limit().toString(),
                "memory/CPU", scarcity);
        PolicyTrial trial = null;
        for (Map.Entry<String, QueueOrder> order : ORDERS.entrySet()) {
            trial = PolicyTrial.run(workload, workers, order.getValue(), oracle, traces);
            row.put(order.getKey(), trial.mean(ReplayResult::ratio));
        }
        rows.add(row);
        return Objects.requireNonNull(trial);
    }

    private Report report() throws InterruptedException {
        List<Criterion> criteria = List.of(
                Criterion.atMost("times the bound, peaks known, worst", worstKnown, MOST_KNOWN),
                Criterion.atMost(
                        "times the bound, peaks learned, memory plentiful, worst", worstPlentiful, MOST_PLENTIFUL),
                Criterion.atMost("times the bound, peaks learned, memory tight, worst", worstTight, MOST_TIGHT));
        return new Report(
                "policy",
                Machine.facts(),
                List.of(
                        new Table("makespan over its bound, peaks known", known),
                        new Table("makespan over its bound, peaks learned", learned),
                        new Table("ours, peaks learned", details),
                        new Table(
                                "criteria",
                                criteria.stream().map(Criterion::row).toList())),
                List.of(
                        workers
                                + " workers; memory/CPU: how much longer memory alone takes than CPUs alone; plentiful below 0.5, else tight"));
    }
}
