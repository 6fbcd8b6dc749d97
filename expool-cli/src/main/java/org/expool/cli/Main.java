package org.expool.cli;

import org.expool.ExecPool;
import org.expool.cli.command.Cli;
import org.expool.cli.report.Terminal;

/** The composition root of the expool command: the engine that is found, on the streams of this process. */
public final class Main {

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        boolean debug = "1".equals(System.getenv("EXPOOL_DEBUG"));
        System.exit(new Cli(ExecPool::builder, Terminal.ofProcess(), debug).run(args));
    }
}
