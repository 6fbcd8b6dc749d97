package org.expool.linux.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.Errno;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a spawn failed, in words. One error number has many causes (a missing directory, program or interpreter are all
 * ENOENT), so the files are checked again. Immutable and thread-safe.
 *
 * @param error the error that posix_spawn returned
 * @param program the path to execute, relative to the working directory or absolute
 * @param workdir absolute; null for that of this process
 * @param bytes the size of all arguments and variables
 */
record SpawnFailure(Errno error, String program, @Nullable Path workdir, int bytes) {

    /** The length up to which the kernel reads a script's first line. */
    private static final int FIRST_LINE = 256;

    /** To be thrown. */
    StartRefusedException exception() {
        return new StartRefusedException(new Outcome.NotStarted(cause(), error.number(), reason()));
    }

    private Cause cause() {
        if (workdir != null && !(Files.isDirectory(workdir) && Files.isExecutable(workdir))) {
            return Cause.WORKDIR;
        }
        return switch (error.number()) {
            case Errno.E2BIG, Errno.EAGAIN, Errno.ENOMEM, Errno.EMFILE, Errno.ENFILE -> Cause.LIMIT;
            case Errno.ENOENT -> Files.exists(file()) ? Cause.PROGRAM_NOT_EXECUTABLE : Cause.PROGRAM_MISSING;
            case Errno.EACCES, Errno.ENOEXEC -> Cause.PROGRAM_NOT_EXECUTABLE;
            default -> Cause.OTHER;
        };
    }

    private Path file() {
        return workdir == null ? Path.of(program).toAbsolutePath() : workdir.resolve(program);
    }

    String reason() {
        if (workdir != null && !Files.isDirectory(workdir)) {
            return Files.exists(workdir)
                    ? "workdir " + workdir + " is not a directory"
                    : "workdir " + workdir + " does not exist";
        }
        if (workdir != null && !Files.isExecutable(workdir)) {
            return "workdir " + workdir + " cannot be entered: permission denied";
        }
        return switch (error.number()) {
            case Errno.E2BIG ->
                quoted() + " cannot be started: the arguments and variables are too long: " + bytes + " bytes";
            case Errno.EAGAIN ->
                quoted() + " cannot be started: the limit on processes or threads is reached (" + error + ")";
            case Errno.ENOMEM ->
                quoted() + " cannot be started: the kernel has no memory for a process (" + error + ")";
            case Errno.ENOENT, Errno.EACCES -> reasonInTheFile();
            case Errno.ENOEXEC -> quoted() + " is neither a program for this platform nor a script";
            default -> quoted() + " cannot be started: " + error;
        };
    }

    private String reasonInTheFile() {
        Path file = file();
        if (!Files.exists(file)) {
            return quoted() + " does not exist";
        }
        if (Files.isDirectory(file)) {
            return quoted() + " is a directory";
        }
        if (!Files.isExecutable(file)) {
            return quoted() + " is not executable";
        }
        return interpreter(file)
                .map(name -> quoted() + " names the interpreter '" + name + "', which "
                        + (error.number() == Errno.ENOENT ? "does not exist" : "is not executable"))
                .orElseGet(() -> error.number() == Errno.ENOENT
                        ? quoted() + " needs a dynamic loader that does not exist"
                        : quoted() + " cannot be started: " + error);
    }

    private static Optional<String> interpreter(Path script) {
        byte[] head;
        try (InputStream in = Files.newInputStream(script)) {
            head = in.readNBytes(FIRST_LINE);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.UTF_8);
        if (!text.startsWith("#!")) {
            return Optional.empty();
        }
        String line = text.substring(2).lines().findFirst().orElse("").strip();
        return Optional.of(line.split("[ \t]", 2)[0]);
    }

    private String quoted() {
        return "program '" + program + "'";
    }
}
