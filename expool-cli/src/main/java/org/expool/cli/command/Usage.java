package org.expool.cli.command;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.expool.InvalidSettingsException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns settings that are invalid into wrong usage where they came from options. Stateless. */
final class Usage {

    private Usage() {}

    /**
     * What the action makes.
     *
     * @throws ParameterException if it finds its settings, which are options of the same names, invalid
     */
    static <T> T checked(CommandSpec command, Supplier<T> action) {
        try {
            return action.get();
        } catch (InvalidSettingsException e) {
            String problems = e.problems().stream()
                    .map(problem -> "--" + problem.setting() + ": " + problem.message())
                    .collect(Collectors.joining("; "));
            throw new ParameterException(command.commandLine(), problems, e);
        }
    }
}
