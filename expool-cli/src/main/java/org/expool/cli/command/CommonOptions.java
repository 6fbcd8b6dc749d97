package org.expool.cli.command;

import java.time.Duration;
import org.expool.PoolBuilder;
import org.expool.cli.report.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that run jobs. */
final class CommonOptions {

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            order = 80,
            converter = DurationConverter.class,
            description = "How long a job that is to end has between SIGTERM and SIGKILL. Default: 5s.")
    private @Nullable Duration grace;

    @Option(
            names = "--json",
            order = 81,
            description = {
                "Print a JSON object a line for each job as it ends, then one for each task, and a last one that sums "
                        + "up. What jobs print goes to standard error."
            })
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = 82,
            description = "No messages while jobs run.")
    boolean quiet;

    @Mixin
    private final HelpOption help = new HelpOption();

    void applyTo(PoolBuilder builder) {
        // A signal that comes just before Shutdown listens ends the JVM, which takes its time: no job must start in it.
        builder.closeOnShutdown(true);
        builder.adoptOrphans(true);
        if (grace != null) {
            builder.grace(grace);
        }
    }

    /** Begins to listen for signals. */
    Shutdown shutdown(Terminal terminal) {
        return new Shutdown(
                new JvmSignals(),
                message -> {
                    if (!quiet) {
                        terminal.complain(message);
                    }
                },
                Runtime.getRuntime()::halt);
    }
}
