package org.expool.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.expool.MemorySize;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.report.DecisionLines;
import org.expool.cli.report.SimulationReport;
import org.expool.cli.report.Terminal;
import org.expool.cli.trace.TraceReader;
import org.expool.core.memory.QueueOrder;
import org.expool.simulator.trace.Replay;
import org.expool.simulator.trace.ReplayResult;
import org.expool.simulator.trace.ReplaySettings;
import org.expool.simulator.trace.TraceJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** Replays a recorded trace in virtual time. */
@Command(
        name = "simulate",
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "expool simulate FILE --workers N --memory-limit SIZE [--cpus N]",
            "                [--policy NAME] [--decisions OUT] [--json]"
        },
        descriptionHeading = "%n",
        sortOptions = false,
        description = "Replays a recorded trace in virtual time; reports makespan and attempts killed for memory.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = "Exit codes: 0; 2 wrong usage; 3 a bad trace, or a file that cannot be read or written.")
final class SimulateCommand implements Callable<Integer> {

    private static final Map<String, QueueOrder> POLICIES = Map.of(
            "fifo", QueueOrder.SUBMISSION,
            "fifo-backfill", QueueOrder.BACKFILL,
            "longest-first", QueueOrder.LONGEST,
            "area", QueueOrder.AREA,
            "largest-first", QueueOrder.LARGEST);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "The trace in JSON Lines, one job per line: {\"name\": .., \"category\": .., \"size\": .., "
                    + "\"seconds\": 3.5, \"peakMemoryBytes\": 1048576, \"memory\": .., \"cpus\": 1, "
                    + "\"profile\": [[0, 1048576], ..]}; - for standard input.")
    private String file;

    @Option(
            names = {"-w", "--workers"},
            order = 1,
            required = true,
            paramLabel = "N",
            description = "Number of jobs that run at a time.")
    private int workers;

    @Option(
            names = "--memory-limit",
            order = 2,
            required = true,
            paramLabel = "SIZE",
            converter = MemorySizeConverter.class,
            description = "Memory available to the jobs, like 16GiB.")
    private MemorySize limit;

    @Option(
            names = "--cpus",
            order = 3,
            paramLabel = "N",
            description = "CPUs available to the jobs. Default: one per worker.")
    private @Nullable Integer cpus;

    @Option(
            names = "--policy",
            order = 4,
            paramLabel = "NAME",
            description = {
                "Queue order: fifo, the order of the trace; fifo-backfill, the first job that fits; longest-first; "
                        + "area, the largest memory times duration, after probing unknown jobs; "
                        + "largest-first, the same by memory alone. Default: largest-first."
            })
    private String policy = "largest-first";

    @Option(
            names = "--decisions",
            order = 5,
            paramLabel = "OUT",
            description = "Write every start and end to this file, one JSON object per line.")
    private @Nullable Path decisions;

    @Option(names = "--json", order = 81, description = "Print a JSON object.")
    private boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReplaySettings settings = settings();
        try {
            Diagnostics diagnostics = new Diagnostics();
            List<TraceJob> jobs = read(new TraceReader(settings.cpus(), diagnostics));
            diagnostics.sorted().forEach(diagnostic -> terminal.message(file, diagnostic));
            return diagnostics.isEmpty() ? replay(settings, jobs) : ExitCode.BAD_FILE;
        } catch (NoSuchFileException e) {
            terminal.message(file + ": no such file");
        } catch (IOException e) {
            terminal.message(file + ": cannot be read: " + e.getMessage());
        }
        return ExitCode.BAD_FILE;
    }

    private ReplaySettings settings() {
        int all = cpus == null ? workers : cpus;
        require(workers >= 1, "--workers: " + workers + " must be at least 1");
        require(all >= 1, "--cpus: " + all + " must be at least 1");
        require(limit.bytes() >= 1, "--memory-limit: must be at least 1 byte");
        QueueOrder order = POLICIES.get(policy);
        if (order == null) {
            throw wrong("--policy: '" + policy + "' is none of fifo, fifo-backfill, longest-first, area, largest-first"
                    + DidYouMean.hint(policy, POLICIES.keySet()));
        }
        return new ReplaySettings(workers, all, limit.bytes(), order);
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw wrong(problem);
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private List<TraceJob> read(TraceReader reader) throws IOException {
        if (file.equals("-")) {
            return reader.read(new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)));
        }
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
            return reader.read(lines);
        }
    }

    /** The reason without Jackson's source location. */
    private static String reason(Exception e) {
        return e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    private int replay(ReplaySettings settings, List<TraceJob> jobs) {
        ReplayResult result;
        if (decisions == null) {
            result = new Replay(settings, step -> {}).run(jobs);
        } else {
            try (DecisionLines lines = new DecisionLines(Files.newBufferedWriter(decisions))) {
                result = new Replay(settings, lines).run(jobs);
            } catch (IOException | JacksonException e) {
                terminal.message(decisions + ": cannot be written: "
                        + (e instanceof NoSuchFileException ? "no such folder" : reason(e)));
                return ExitCode.BAD_FILE;
            }
        }
        terminal.out().print(json ? SimulationReport.json(result) : SimulationReport.text(result));
        terminal.out().flush();
        if (json && result.succeeded() < result.jobs()) {
            terminal.message(file + ": " + (result.jobs() - result.succeeded()) + " of " + result.jobs()
                    + " jobs did not complete: they need more than the limit, or are chained to a job that does");
        }
        return ExitCode.OK;
    }
}
