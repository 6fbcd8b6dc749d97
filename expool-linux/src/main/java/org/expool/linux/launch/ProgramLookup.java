package org.expool.linux.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.expool.Outcome.NotStarted.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs as execvp does, but in the PATH that the process will have, and from the directory in which it will
 * be. As thread-safe as its predicate.
 */
final class ProgramLookup {

    /** What execvp searches where there is no PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private final Predicate<String> executable;

    /** With the test whether a file (by its path, absolute or relative to this process) can be executed. */
    ProgramLookup(Predicate<String> executable) {
        this.executable = executable;
    }

    /**
     * The path to execute, relative to the working directory or absolute. One with a slash is not looked at: the
     * attempt to execute it tells more.
     *
     * @param workdir absolute, or null for that of this process
     * @throws NotStartedException if it is nowhere in PATH
     */
    String find(String program, Map<String, String> environment, @Nullable Path workdir) {
        if (program.indexOf('/') >= 0) {
            return program;
        }
        String path = environment.getOrDefault("PATH", DEFAULT_PATH);
        int from = 0;
        while (from <= path.length()) {
            int colon = path.indexOf(':', from);
            int to = colon < 0 ? path.length() : colon;
            String candidate = (from == to ? "." : path.substring(from, to)) + "/" + program;
            if (executable.test(absolute(candidate, workdir))) {
                return candidate;
            }
            from = to + 1;
        }
        throw whyNotIn(path, program, workdir);
    }

    /**
     * The same for a command that another program will execute, so that it cannot fail later in that one's words.
     *
     * @throws NotStartedException if it is nowhere in PATH, or is not an executable file
     */
    void check(String program, Map<String, String> environment, @Nullable Path workdir) {
        String found = find(program, environment, workdir);
        if (!executable.test(absolute(found, workdir))) {
            throw whyNot(found, Path.of(absolute(found, workdir)));
        }
    }

    /** As the kernel's answer would be told. */
    private static NotStartedException whyNot(String program, Path file) {
        String why = Files.isDirectory(file)
                ? "is a directory"
                : Files.exists(file) ? "is not executable" : "does not exist";
        return refusal(Files.exists(file), program, why);
    }

    private static NotStartedException refusal(boolean there, String program, String why) {
        return new NotStartedException(
                there ? Cause.PROGRAM_NOT_EXECUTABLE : Cause.PROGRAM_MISSING, "program '" + program + "' " + why);
    }

    private static NotStartedException whyNotIn(String path, String program, @Nullable Path workdir) {
        return Stream.of(path.split(":"))
                .map(folder -> absolute((folder.isEmpty() ? "." : folder) + "/" + program, workdir))
                .filter(candidate -> Files.isRegularFile(Path.of(candidate)))
                .findFirst()
                .map(candidate -> refusal(true, program, "is in PATH, but not executable: " + candidate))
                .orElseGet(() -> refusal(false, program, "was not found in PATH " + path));
    }

    private static String absolute(String path, @Nullable Path workdir) {
        return path.startsWith("/") || workdir == null ? path : workdir + "/" + path;
    }
}
