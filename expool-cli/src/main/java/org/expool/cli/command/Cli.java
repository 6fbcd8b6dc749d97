package org.expool.cli.command;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.expool.InvalidSettingsException;
import org.expool.PoolBuilder;
import org.expool.ProviderMissingException;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.report.Terminal;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.discovery.ServiceProviders;
import org.expool.spi.TopologyException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The expool command as a function of its arguments. Not thread-safe. */
public final class Cli {

    private final Terminal terminal;
    private final boolean debug;
    private final CommandLine commands;

    /**
     * Wires the commands.
     *
     * @param pools makes a pool builder with the settings of this process
     * @param terminal for input and output
     * @param debug whether internal errors are printed with stack traces
     */
    public Cli(Supplier<PoolBuilder> pools, Terminal terminal, boolean debug) {
        this.terminal = terminal;
        this.debug = debug;
        commands = new CommandLine(new ExpoolCommand())
                .addSubcommand(new RunCommand(pools, terminal))
                .addSubcommand(new BatchCommand(pools, terminal))
                .addSubcommand(new DoctorCommand(pools, terminal))
                .addSubcommand(new TopologyCommand(Cli::providers, terminal))
                .addSubcommand(new PlanCommand(Cli::providers, terminal))
                .addSubcommand(new SimulateCommand(terminal))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(80)
                // Arguments belong to the job's command: '@file' is not expanded.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
                .setParameterExceptionHandler((wrong, arguments) -> explainUsage(wrong))
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true));
        requireNonNull(commands.getSubcommands().get("run")).setStopAtPositional(true);
    }

    /** Runs the command; never throws. Returns its exit code. */
    public int run(String... args) {
        try {
            return commands.execute(args);
        } catch (Throwable failure) { // Last resort: any error becomes a message and an exit code.
            return internalError(failure);
        }
    }

    private static ProviderCatalog providers() {
        return ServiceProviders.load(Cli.class.getClassLoader());
    }

    private int explain(Exception failure) {
        if (failure instanceof ProviderMissingException missing) {
            terminal.message(missing.getMessage());
            return ExitCode.PROVIDER_MISSING;
        }
        if (failure instanceof TopologyException unreadable) {
            terminal.message(unreadable.getMessage());
            return ExitCode.PROVIDER_MISSING;
        }
        if (failure instanceof InvalidSettingsException invalid) {
            terminal.message(invalid.getMessage());
            return ExitCode.BAD_FILE;
        }
        return internalError(failure);
    }

    private int internalError(Throwable failure) {
        terminal.message("internal error: " + failure);
        if (debug) {
            failure.printStackTrace(terminal.err());
            terminal.err().flush();
        }
        return ExitCode.INTERNAL;
    }

    private int explainUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        terminal.message(message(wrong, command));
        terminal.err().println("Try '" + name + " --help'.");
        terminal.err().flush();
        return ExitCode.USAGE;
    }

    private static String message(ParameterException wrong, CommandLine command) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(wrong.getMessage()).replaceFirst("^Error: ", "");
        }
        String word = unmatched.getUnmatched().get(0);
        if (word.startsWith("-")) {
            String option = word.replaceFirst("=.*", "");
            List<String> known = command.getCommandSpec().options().stream()
                    .map(OptionSpec::names)
                    .flatMap(Stream::of)
                    .filter(each -> each.startsWith("--"))
                    .toList();
            return "unknown option '" + option + "'" + DidYouMean.hint(option, known);
        }
        if (!command.getSubcommands().isEmpty()) {
            return "unknown command '" + word + "'"
                    + DidYouMean.hint(word, command.getSubcommands().keySet());
        }
        return "unexpected argument '" + word + "'";
    }
}
