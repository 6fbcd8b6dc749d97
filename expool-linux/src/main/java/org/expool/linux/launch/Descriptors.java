package org.expool.linux.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.CStrings;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.spi.StartRefusedException;

/**
 * Opens files for children: descriptors from 3, which do not collide with the standard streams that they become, and
 * close-on-exec, so that no other child inherits them. Not thread-safe.
 */
final class Descriptors {

    static final int FIRST_NOT_STANDARD = 3;
    private static final int MODE = 0666;

    private final CStrings name = new CStrings();

    /**
     * Opens for reading.
     *
     * @param what the stream, for the message
     * @throws StartRefusedException if it cannot be opened
     */
    int read(String what, Path path) {
        return checked(what, path, open(path, LibC.O_RDONLY));
    }

    /** Opens /dev/null for reading and writing; the session closes it. */
    int devNull() {
        return checked("stdio", Path.of("/dev/null"), open(Path.of("/dev/null"), LibC.O_RDWR));
    }

    /**
     * Opens for appending; creates the file and its parent folders where absent.
     *
     * @param what the stream, for the message
     * @throws StartRefusedException if it cannot be opened
     */
    int append(String what, Path path) {
        int flags = LibC.O_WRONLY | LibC.O_CREAT | LibC.O_APPEND;
        int descriptor = open(path, flags);
        Path parent = path.getParent();
        if (descriptor < 0 && Errno.last().number() == Errno.ENOENT && parent != null) {
            try {
                Files.createDirectories(parent);
            } catch (IOException e) {
                throw new StartRefusedException(
                        Cause.STREAM, what + " " + path + ": the folder cannot be created: " + e);
            }
            descriptor = open(path, flags);
        }
        return checked(what, path, descriptor);
    }

    private int open(Path path, int flags) {
        int descriptor;
        do {
            descriptor = LibC.open(name.string(path.toString()), flags | LibC.O_CLOEXEC, MODE);
        } while (descriptor < 0 && Errno.last().interrupted());
        if (descriptor >= 0 && descriptor < FIRST_NOT_STANDARD) {
            int low = descriptor;
            descriptor = LibC.fcntl(low, LibC.F_DUPFD_CLOEXEC, FIRST_NOT_STANDARD);
            LibC.close(low);
        }
        return descriptor;
    }

    private static int checked(String what, Path path, int descriptor) {
        if (descriptor < 0) {
            Errno error = Errno.last();
            Cause cause = error.isOfDescriptors() ? Cause.LIMIT : Cause.STREAM;
            throw new StartRefusedException(
                    new Outcome.NotStarted(cause, error.number(), what + " " + path + ": " + error));
        }
        return descriptor;
    }
}
