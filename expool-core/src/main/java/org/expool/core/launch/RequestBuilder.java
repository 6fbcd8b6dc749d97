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
import org.expool.spi.StartRefusedException;
import org.expool.spi.support.FifoPrefix;
import org.expool.spi.support.ProgramLookup;
import org.jspecify.annotations.Nullable;

/** Turns a request into a {@link ProcessBuilder}, or refuses it with the reason. */
final class RequestBuilder {

    private static final File NULL_DEVICE = new File(isWindows() ? "NUL" : "/dev/null");

    private static final ProgramLookup LOOKUP = new ProgramLookup();

    private RequestBuilder() {}

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    static ProcessBuilder build(LaunchRequest request) {
        checkWorkdir(request.workdir());
        List<String> words = new ArrayList<>();
        for (LaunchStep step : request.steps()) {
            words.addAll(step.prefix());
        }
        FifoPrefix fifos = FifoPrefix.of(request);
        words.addAll(fifos.words());
        words.add(program(request, !words.isEmpty()));
        words.addAll(request.command().subList(1, request.command().size()));
        ProcessBuilder builder = new ProcessBuilder(words);
        if (request.workdir() != null) {
            builder.directory(request.workdir().toAbsolutePath().toFile());
        }
        builder.environment().clear();
        builder.environment().putAll(request.environment());
        builder.redirectInput(input(request.stdin(), fifos));
        if (request.stderr() == Output.toStdout()) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(output("stderr", request.stderr(), fifos.opensStderr()));
        }
        return builder.redirectOutput(output("stdout", request.stdout(), fifos.opensStdout()));
    }

    private static void checkWorkdir(@Nullable Path workdir) {
        if (workdir != null && !Files.isDirectory(workdir)) {
            throw new StartRefusedException(
                    Cause.WORKDIR,
                    "workdir " + workdir + (Files.exists(workdir) ? " is not a directory" : " does not exist"));
        }
    }

    /**
     * The program's path: ProcessBuilder would search the PATH of this process instead of the job's.
     *
     * @param prefixed whether another program executes it, which could only exit in its place
     */
    private static String program(LaunchRequest request, boolean prefixed) {
        String program = request.command().get(0);
        if (isWindows()) {
            return program;
        }
        Path workdir = request.workdir() == null ? null : request.workdir().toAbsolutePath();
        if (prefixed) {
            LOOKUP.check(program, request.environment(), workdir);
        }
        Path found = Path.of(LOOKUP.find(program, request.environment(), workdir));
        return (workdir == null ? found.toAbsolutePath() : workdir.resolve(found)).toString();
    }

    private static Redirect input(Input input, FifoPrefix fifos) {
        if (fifos.opensStdin() || !(input instanceof Input.File file)) {
            return Redirect.from(NULL_DEVICE);
        }
        if (!Files.isReadable(file.path()) || Files.isDirectory(file.path())) {
            throw new StartRefusedException(
                    Cause.STREAM,
                    "stdin " + file.path()
                            + (Files.exists(file.path()) ? " cannot be read or is a directory" : " does not exist"));
        }
        return Redirect.from(file.path().toAbsolutePath().toFile());
    }

    private static Redirect output(String stream, Output output, boolean opened) {
        if (output instanceof Output.Append append) {
            return opened ? Redirect.DISCARD : append(stream, append.path());
        }
        if (output == Output.inherit()) {
            return Redirect.INHERIT;
        }
        if (output == Output.discard()) {
            return Redirect.DISCARD;
        }
        return "stderr".equals(stream) ? Redirect.INHERIT : Redirect.PIPE;
    }

    private static Redirect append(String stream, Path path) {
        Path file = path.toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new StartRefusedException(
                    Cause.STREAM, stream + " " + path + ": its folder cannot be created: " + e.getMessage());
        }
        if (Files.isDirectory(file)) {
            throw new StartRefusedException(Cause.STREAM, stream + " " + path + ": Is a directory");
        }
        return Redirect.appendTo(file.toFile());
    }
}
