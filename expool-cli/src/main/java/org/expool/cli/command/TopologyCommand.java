package org.expool.cli.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.expool.CpuTopology;
import org.expool.cli.report.Terminal;
import org.expool.cli.topology.JsonText;
import org.expool.cli.topology.TopologyDrawing;
import org.expool.core.discovery.ProviderCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the CPUs, caches and memory nodes of a host. */
@Command(
        name = "topology",
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "expool topology [--provider NAME | --sysfs DIR | --hwloc-xml FILE]",
            "                [--allowed LIST] [--json]"
        },
        descriptionHeading = "%n",
        sortOptions = false,
        description = {
            "Shows the packages, NUMA nodes, caches, cores and threads of a host.",
            "CPUs that are not allowed are in parentheses. Default: this host."
        },
        optionListHeading = "%nOptions:%n")
final class TopologyCommand implements Callable<Integer> {

    private final Supplier<ProviderCatalog> providers;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TopologyOptions topologyOptions = new TopologyOptions();

    TopologyCommand(Supplier<ProviderCatalog> providers, Terminal terminal) {
        this.providers = providers;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CpuTopology topology = topologyOptions.topology(providers.get(), spec);
        terminal.out()
                .print(
                        topologyOptions.json
                                ? JsonText.of(topologyOptions.name(), topology)
                                : new TopologyDrawing(topology).draw());
        terminal.out().flush();
        return ExitCode.OK;
    }
}
