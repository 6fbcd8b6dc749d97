package org.expool.cli.command;

import picocli.CommandLine.Option;

/** The option that every command has, and lists last. Filled in by the command line; not thread-safe. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            order = 90,
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;
}
