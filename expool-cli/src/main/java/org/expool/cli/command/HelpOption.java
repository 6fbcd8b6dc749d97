package org.expool.cli.command;

import picocli.CommandLine.Option;

/** The option {@code --help} of every command, listed last. Filled by picocli; not thread-safe. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            order = 90,
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean help;
}
