package org.expool.cli.command;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.expool.CpuTopology;
import org.expool.cli.report.Terminal;
import org.expool.cli.topology.JsonText;
import org.expool.cli.topology.PlanText;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinityRequest;
import org.expool.core.affinity.AffinityRequest.Cores;
import org.expool.core.affinity.AffinityRequest.Order;
import org.expool.core.affinity.AffinityRequest.Share;
import org.expool.core.affinity.AffinityRequest.Threads;
import org.expool.core.affinity.AffinityRequest.Use;
import org.expool.core.affinity.AffinityRequest.Workers;
import org.expool.core.affinity.UnplannableException;
import org.expool.core.discovery.ProviderCatalog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows which CPUs the workers of a pool would get. */
@Command(
        name = "plan",
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "expool plan [--workers N | --cores K | --threads]",
            "            [--use all|thread-per-core|one] [--order cache|by-node]",
            "            [--strict] [--one-kind] [--span] [--reserve K]",
            "            [--provider NAME | --sysfs DIR | --hwloc-xml FILE]",
            "            [--allowed LIST] [--json]"
        },
        descriptionHeading = "%n",
        sortOptions = false,
        description = {
            "Shows which CPUs each worker of a pool gets, on this host or another.",
            "Workers are listed in the order in which they are used. Default: one core for",
            "each worker."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = "Exit codes: 0; 2 wrong usage, or the request cannot be planned.")
final class PlanCommand implements Callable<Integer> {

    private final Supplier<ProviderCatalog> providers;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    /** How the CPUs are divided. */
    static final class Division {
        @Option(
                names = "--workers",
                order = 1,
                paramLabel = "N",
                description = "Plan N workers with as many cores as each of them can have.")
        private @Nullable Integer workers;

        @Option(
                names = "--cores",
                order = 2,
                paramLabel = "K",
                description = "Plan as many workers as fit, with K cores each.")
        private @Nullable Integer cores;

        @Option(names = "--threads", order = 3, description = "Plan one worker per hardware thread.")
        private boolean threads;
    }

    @ArgGroup(order = 1)
    private @Nullable Division division;

    @Option(
            names = "--use",
            order = 10,
            paramLabel = "all|thread-per-core|one",
            description = "Hardware threads of its cores that a worker uses. Default: all.")
    private String use = "all";

    @Option(
            names = "--order",
            order = 11,
            paramLabel = "cache|by-node",
            description =
                    "Alternate between nodes and caches, or between nodes only, as PyExPool did (older name: seed)."
                            + " Default: cache.")
    private String order = "cache";

    @Option(names = "--strict", order = 12, description = "Give all workers the same: cores, kind, threads.")
    private boolean strict;

    @Option(names = "--one-kind", order = 13, description = "Give no worker cores of different kinds.")
    private boolean oneKind;

    @Option(names = "--span", order = 14, description = "Allow a worker to have cores of several NUMA nodes.")
    private boolean span;

    @Option(
            names = "--reserve",
            order = 15,
            paramLabel = "K",
            description = "Leave K cores to other processes. Default: 0.")
    private int reserve;

    @Mixin
    private TopologyOptions topologyOptions = new TopologyOptions();

    PlanCommand(Supplier<ProviderCatalog> providers, Terminal terminal) {
        this.providers = providers;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AffinityRequest request = request(span);
        CpuTopology topology = topologyOptions.topology(providers.get(), spec);
        try {
            AffinityPlan plan = AffinityPlan.of(topology, request);
            terminal.out().print(topologyOptions.json ? JsonText.of(plan) : PlanText.of(plan));
            terminal.out().flush();
            return ExitCode.OK;
        } catch (UnplannableException e) {
            String remedy = !span && canSpan(topology) ? ", or allow workers to span nodes (--span)" : "";
            terminal.message(e.getMessage() + remedy);
            return ExitCode.USAGE;
        }
    }

    private boolean canSpan(CpuTopology topology) {
        try {
            AffinityPlan.of(topology, request(true));
            return true;
        } catch (UnplannableException e) {
            return false;
        }
    }

    private AffinityRequest request(boolean spanning) {
        try {
            return new AffinityRequest(share(), use(), order(), strict, oneKind, spanning, reserve);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private Share share() {
        if (division == null) {
            return new Cores(1);
        }
        if (division.threads) {
            return new Threads();
        }
        return division.workers != null ? new Workers(division.workers) : new Cores(requireNonNull(division.cores));
    }

    private Use use() {
        return switch (use) {
            case "all" -> Use.ALL;
            case "thread-per-core" -> Use.THREAD_PER_CORE;
            case "one" -> Use.ONE;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--use: '" + use + "' is none of all, thread-per-core, one");
        };
    }

    private Order order() {
        return switch (order) {
            case "cache" -> Order.CACHE;
            case "by-node", "seed" -> Order.BY_NODE;
            default ->
                throw new ParameterException(spec.commandLine(), "--order: '" + order + "' is none of cache, by-node");
        };
    }
}
