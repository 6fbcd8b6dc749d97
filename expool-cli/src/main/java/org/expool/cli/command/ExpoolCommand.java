package org.expool.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: version and help. */
@Command(
        name = "expool",
        versionProvider = Version.class,
        synopsisHeading = "Usage: ",
        customSynopsis = "expool COMMAND [OPTIONS]...",
        descriptionHeading = "%n",
        sortOptions = false,
        description = {
            "Runs commands as jobs, a limited number at a time. The limits of a job apply to",
            "all processes that it starts."
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands (details: 'expool COMMAND --help'):%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all jobs succeeded",
            "1:at least one job did not succeed",
            "2:wrong usage",
            "3:bad job file or setting",
            "4:required provider is missing",
            "124:time limit reached",
            "125:expool itself failed",
            "130, 143, 129:terminated by SIGINT, SIGTERM, SIGHUP"
        })
final class ExpoolCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    private boolean version;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "no command given; expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
