package org.expool.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.expool.InvalidSettingsException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns settings that are invalid into wrong usage where they came from options. Stateless. */
final class OptionErrors {

    /** All of them say which {@code cpus} a job needs. */
    private static final List<String> CPU_OPTIONS = List.of("--cpus", "--cores", "--cache");

    private OptionErrors() {}

    /**
     * What the action makes.
     *
     * @throws ParameterException if it finds its settings invalid; names the options that they came from
     */
    static <T> T checked(CommandSpec command, Supplier<T> action) {
        try {
            return action.get();
        } catch (InvalidSettingsException e) {
            String problems = e.problems().stream()
                    .map(problem -> origin(problem.setting(), command) + ": " + problem.message())
                    .collect(Collectors.joining("; "));
            throw new ParameterException(command.commandLine(), problems, e);
        }
    }

    /** Where on the command line a setting is: {@code memoryLimit} is {@code --memory-limit}. */
    private static String origin(String setting, CommandSpec command) {
        if (setting.equals("command")) {
            return "COMMAND";
        }
        if (setting.equals("cpus")) {
            ParseResult given = command.commandLine().getParseResult();
            return CPU_OPTIONS.stream()
                    .filter(given::hasMatchedOption)
                    .findFirst()
                    .orElse(setting);
        }
        String whole = setting.replaceFirst("\\..*", "");
        String option = "--" + whole.replaceAll("(\\p{Upper})", "-$1").toLowerCase(Locale.ROOT);
        return command.findOption(option) == null ? setting : option;
    }
}
