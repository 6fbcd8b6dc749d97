package org.expool.cli.command;

import java.time.Duration;
import org.expool.PoolBuilder;
import org.expool.cli.report.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that run jobs. Filled by picocli; not thread-safe. */
final class CommonOptions {

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            order = 80,
            converter = DurationConverter.class,
            description = "Time between SIGTERM and SIGKILL. Default: 5s.")
    private @Nullable Duration grace;

    @Option(
            names = "--json",
            order = 81,
            description = "Print one JSON object per line: each job as it ends, then each task, then a summary."
                    + " Output of jobs goes to standard error.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = 82,
            description = "Print no messages while jobs run.")
    boolean quiet;

    @Mixin
    private final HelpOption help = new HelpOption();

    void applyTo(PoolBuilder builder) {
        // A signal just before Shutdown handles it makes the JVM exit, which takes a moment: no job may start then.
        builder.closeOnShutdown(true);
        builder.adoptOrphans(true);
        if (grace != null) {
            builder.grace(grace);
        }
    }

    /** Starts to handle signals. */
    Shutdown shutdown(Terminal terminal) {
        return new Shutdown(
                new JvmSignals(),
                message -> {
                    if (!quiet) {
                        terminal.message(message);
                    }
                },
                Runtime.getRuntime()::halt);
    }
}
