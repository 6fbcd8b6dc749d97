package org.expool.cli.command;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.expool.ExecPool;
import org.expool.PoolBuilder;
import org.expool.ProviderChoice;
import org.expool.cli.report.HostReport;
import org.expool.cli.report.JsonDoctorReport;
import org.expool.cli.report.Terminal;
import org.expool.cli.report.TextDoctorReport;
import org.expool.spi.Diagnosis;
import org.expool.spi.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which providers a pool would use on this host, and what is missing. */
@Command(
        name = "doctor",
        synopsisHeading = "Usage: ",
        customSynopsis = "expool doctor [--json]",
        descriptionHeading = "%n",
        sortOptions = false,
        description = {
            "Shows which providers a pool would use on this host, and what is missing.",
            "Also shows why, and which package, setting or permission would help. Changes",
            "nothing."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = "Exit codes: 0, 2 wrong usage, 4 no pool can be built here, 125 expool itself failed.")
final class DoctorCommand implements Callable<Integer> {

    private final Supplier<PoolBuilder> pools;
    private final Terminal terminal;

    @Option(names = "--json", description = "Print one JSON object (expool/doctor/v1).")
    private boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    DoctorCommand(Supplier<PoolBuilder> pools, Terminal terminal) {
        this.pools = pools;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        HostReport report = new HostReport(providers(), findings().toList());
        if (json) {
            new JsonDoctorReport(terminal).print(report);
        } else {
            new TextDoctorReport(terminal).print(report);
        }
        return ExitCode.OK;
    }

    /** Providers are selected when a pool is built. */
    private List<ProviderChoice> providers() {
        try (ExecPool pool = pools.get().name("doctor").workers(1).build()) {
            return pool.providers();
        }
    }

    private static Stream<Finding> findings() {
        return ServiceLoader.load(Diagnosis.class, DoctorCommand.class.getClassLoader()).stream()
                .flatMap(diagnosis -> diagnosis.get().findings().stream());
    }
}
