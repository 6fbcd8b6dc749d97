package org.expool.cli;

import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.cli.command.Cli;
import org.expool.cli.report.Terminal;

/** The composition root of the expool command: connects the engine to the streams of this process. */
public final class Main {

    private Main() {}

    /** Runs the command and exits with its exit code. */
    public static void main(String[] args) {
        Environment environment = CallerEnvironment.of(System.getenv());
        boolean debug = "1".equals(System.getenv("EXPOOL_DEBUG"));
        System.exit(new Cli(() -> ExecPool.builder().environment(environment), Terminal.ofProcess(), debug).run(args));
    }
}
