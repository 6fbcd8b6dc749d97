package org.expool.spi.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs as execvp(3) does, but in the PATH of the new process and relative to its working directory. As thread-safe
 * as its predicate.
 */
public final class ProgramLookup {

    /** What execvp(3) searches without PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private final Predicate<String> executable;

    /** Tests files by means of the JDK; thread-safe. */
    public ProgramLookup() {
        this(path -> Files.isRegularFile(Path.of(path)) && Files.isExecutable(Path.of(path)));
    }

    /**
     * Tests files by another predicate.
     *
     * @param executable whether a file can be executed; its path is absolute, or relative to this process
     */
    public ProgramLookup(Predicate<String> executable) {
        this.executable = executable;
    }

    /**
     * The path to execute, absolute or relative to the working directory. A program with a slash is not checked: the attempt to
     * execute it tells more.
     *
     * @param workdir absolute; null for that of this process
     * @throws StartRefusedException if no folder of PATH has it
     */
    public String find(String program, Map<String, String> environment, @Nullable Path workdir) {
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
        throw notInPath(path, program, workdir);
    }

    /**
     * Checks a command that another program will execute: its failure would be reported only by that program.
     *
     * @param workdir absolute; null for that of this process
     * @throws StartRefusedException if no folder of PATH has it, or it is not an executable file
     */
    public void check(String program, Map<String, String> environment, @Nullable Path workdir) {
        String found = find(program, environment, workdir);
        if (!executable.test(absolute(found, workdir))) {
            throw notExecutable(found, Path.of(absolute(found, workdir)));
        }
    }

    /** In the words used for the kernel's error. */
    private static StartRefusedException notExecutable(String program, Path file) {
        String fault = Files.isDirectory(file)
                ? "is a directory"
                : Files.exists(file) ? "is not executable" : "does not exist";
        return refusal(Files.exists(file), program, fault);
    }

    private static StartRefusedException refusal(boolean exists, String program, String fault) {
        return new StartRefusedException(
                exists ? Cause.PROGRAM_NOT_EXECUTABLE : Cause.PROGRAM_MISSING, "program '" + program + "' " + fault);
    }

    private static StartRefusedException notInPath(String path, String program, @Nullable Path workdir) {
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
