package org.expool.core.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.Input;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Output;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/** Turns a request into a {@link ProcessBuilder}, and says in words why one cannot be carried out. */
final class RequestBuilder {

    private static final File NULL_DEVICE = new File(isWindows() ? "NUL" : "/dev/null");

    private RequestBuilder() {}

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    static ProcessBuilder build(LaunchRequest request) throws LaunchRefusedException {
        checkWorkdir(request.workdir());
        List<String> words = new ArrayList<>();
        for (LaunchStep step : request.steps()) {
            words.addAll(step.prefix());
        }
        words.addAll(FifoPrefix.words(request));
        String program = program(request);
        if (!words.isEmpty()) {
            checkExecutable(program);
        }
        words.add(program);
        words.addAll(request.command().subList(1, request.command().size()));
        ProcessBuilder builder = new ProcessBuilder(words);
        if (request.workdir() != null) {
            builder.directory(request.workdir().toAbsolutePath().toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(request.environment());
        builder.redirectInput(input(request.stdin()));
        if (request.stderr() == Output.toStdout()) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(output("stderr", request.stderr()));
        }
        return builder.redirectOutput(output("stdout", request.stdout()));
    }

    private static void checkWorkdir(@Nullable Path workdir) throws LaunchRefusedException {
        if (workdir != null && !Files.isDirectory(workdir)) {
            throw LaunchRefusedException.because(
                    Cause.WORKDIR,
                    "workdir " + workdir + (Files.exists(workdir) ? " is not a directory" : " does not exist"));
        }
    }

    /** What other words are put before the program could only exit in its place. */
    private static void checkExecutable(String program) throws LaunchRefusedException {
        Path file = Path.of(program);
        if (isWindows() || Files.isRegularFile(file) && Files.isExecutable(file)) {
            return;
        }
        String fault = Files.isDirectory(file)
                ? "is a directory"
                : Files.exists(file) ? "is not executable" : "does not exist";
        throw LaunchRefusedException.because(
                Files.exists(file) ? Cause.PROGRAM_NOT_EXECUTABLE : Cause.PROGRAM_MISSING,
                "program '" + program + "' " + fault);
    }

    /** ProcessBuilder would look in the PATH of this process instead of the job's. */
    private static String program(LaunchRequest request) throws LaunchRefusedException {
        String program = request.command().get(0);
        String path = request.environment().getOrDefault("PATH", "/usr/bin:/bin");
        if (isWindows()) {
            return program;
        }
        if (program.indexOf('/') >= 0) {
            return inWorkdir(request, program).toString();
        }
        for (String folder : path.split(":", -1)) {
            Path candidate = inWorkdir(request, folder).resolve(program);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        throw LaunchRefusedException.because(
                Cause.PROGRAM_MISSING, "program '" + program + "' was not found in PATH " + path);
    }

    private static Path inWorkdir(LaunchRequest request, String path) {
        Path base = request.workdir() == null ? Path.of("") : request.workdir();
        return base.toAbsolutePath().resolve(path);
    }

    private static Redirect input(Input input) throws LaunchRefusedException {
        if (!(input instanceof Input.File file)) {
            return Redirect.from(NULL_DEVICE);
        }
        if (FifoPrefix.isFifo(file.path())) {
            return Redirect.from(NULL_DEVICE);
        }
        if (!Files.isReadable(file.path()) || Files.isDirectory(file.path())) {
            throw LaunchRefusedException.because(
                    Cause.STREAM,
                    "stdin " + file.path()
                            + (Files.exists(file.path()) ? " cannot be read or is a directory" : " does not exist"));
        }
        return Redirect.from(file.path().toAbsolutePath().toFile());
    }

    private static Redirect output(String stream, Output output) throws LaunchRefusedException {
        if (output instanceof Output.Append append) {
            return FifoPrefix.isFifo(append.path()) ? Redirect.DISCARD : append(stream, append.path());
        }
        if (output == Output.inherit()) {
            return Redirect.INHERIT;
        }
        if (output == Output.discard()) {
            return Redirect.DISCARD;
        }
        return "stderr".equals(stream) ? Redirect.INHERIT : Redirect.PIPE;
    }

    private static Redirect append(String stream, Path path) throws LaunchRefusedException {
        Path file = path.toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw LaunchRefusedException.because(
                    Cause.STREAM, stream + " " + path + ": its folder cannot be made: " + e.getMessage());
        }
        if (Files.isDirectory(file)) {
            throw LaunchRefusedException.because(Cause.STREAM, stream + " " + path + ": Is a directory");
        }
        return Redirect.appendTo(file.toFile());
    }
}
