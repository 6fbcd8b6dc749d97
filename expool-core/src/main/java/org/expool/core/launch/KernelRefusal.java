package org.expool.core.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.spi.StartRefusedException;

/**
 * Maps the failure of a ProcessBuilder to the reason of a refused start. The error number is only in the message, at its end
 * {@code error=2, No such file or directory}, since JDK 25 {@code Exec failed, error: 2 (No such file or directory)}
 * (ProcessImpl_md.c of the JDK). Stateless.
 */
final class KernelRefusal {

    private static final Pattern ERROR = Pattern.compile(".*error(?:=|: )(\\d+)", Pattern.DOTALL);

    private KernelRefusal() {}

    static StartRefusedException of(IOException failure, Path program) {
        String message = String.valueOf(failure.getMessage());
        Matcher error = ERROR.matcher(message);
        Integer number = error.find() ? Integer.valueOf(error.group(1)) : null;
        return new StartRefusedException(
                new Outcome.NotStarted(number == null ? Cause.OTHER : cause(number, program), number, message));
    }

    /** Error numbers of Linux; these are the same on other platforms. */
    private static Cause cause(int error, Path program) {
        return switch (error) {
            case 2 -> Files.exists(program) ? Cause.PROGRAM_NOT_EXECUTABLE : Cause.PROGRAM_MISSING; // ENOENT
            case 8, 13 -> Cause.PROGRAM_NOT_EXECUTABLE; // ENOEXEC, EACCES
            case 7, 11, 12, 23, 24 -> Cause.LIMIT; // E2BIG, EAGAIN, ENOMEM, ENFILE, EMFILE
            default -> Cause.OTHER;
        };
    }
}
