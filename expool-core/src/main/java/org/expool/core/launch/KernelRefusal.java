package org.expool.core.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.Outcome.NotStarted.Cause;

/**
 * What ProcessBuilder says when the kernel refuses: the only trace of the error number is in its message, at its end {@code
 * error=2, No such file or directory}, since JDK 25 {@code Exec failed, error: 2 (No such file or directory)}
 * (ProcessImpl_md.c of the JDK). Stateless.
 */
final class KernelRefusal {

    private static final Pattern ERROR = Pattern.compile(".*error(?:=|: )(\\d+)", Pattern.DOTALL);

    private KernelRefusal() {}

    static LaunchRefusedException of(IOException failure, Path program) {
        String message = String.valueOf(failure.getMessage());
        Matcher error = ERROR.matcher(message);
        Integer number = error.find() ? Integer.valueOf(error.group(1)) : null;
        return LaunchRefusedException.because(number == null ? Cause.OTHER : cause(number, program), number, message);
    }

    /** The numbers of Linux, which other platforms share as far as these go. */
    private static Cause cause(int error, Path program) {
        return switch (error) {
            case 2 -> Files.exists(program) ? Cause.PROGRAM_NOT_EXECUTABLE : Cause.PROGRAM_MISSING; // ENOENT
            case 8, 13 -> Cause.PROGRAM_NOT_EXECUTABLE; // ENOEXEC, EACCES
            case 7, 11, 12, 23, 24 -> Cause.LIMIT; // E2BIG, EAGAIN, ENOMEM, ENFILE, EMFILE
            default -> Cause.OTHER;
        };
    }
}
