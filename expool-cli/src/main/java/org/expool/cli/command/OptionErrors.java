package org.expool.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.expool.InvalidSettingsException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports invalid settings as wrong usage of the options that set them. Stateless. */
final class OptionErrors {

    /** Each of these sets {@code cpus} of a job. */
    private static final List<String> CPU_OPTIONS = List.of("--cpus", "--cores", "--cache");

    private OptionErrors() {}

    /**
     * The result of the action.
     *
     * @throws ParameterException if the settings are invalid; names the options that set them
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

    /** The option of a setting: {@code --memory-limit} of {@code memoryLimit}. */
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
