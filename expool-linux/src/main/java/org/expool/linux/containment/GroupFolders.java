package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.expool.spi.LaunchStepException;

/** Makes and removes control groups, which are folders. Stateless. */
final class GroupFolders {

    /** The kernel takes its time to let go of a group whose last process has just ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long BETWEEN_TRIES = 200_000;

    private GroupFolders() {}

    /**
     * Makes the group if it is not there.
     *
     * @throws LaunchStepException if the kernel refuses
     */
    static void make(Path group) {
        try {
            Files.createDirectories(group);
        } catch (IOException e) {
            throw new LaunchStepException("the control group " + group + " cannot be made: " + e, e);
        }
    }

    /** Removes it; false if there is something in it. */
    static boolean remove(Path group) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Files.delete(group);
                return true;
            } catch (NoSuchFileException gone) {
                return true;
            } catch (IOException busy) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                LockSupport.parkNanos(BETWEEN_TRIES);
            }
        }
    }

    /** The groups right below; none if it is gone. */
    static List<Path> below(Path group) {
        try (Stream<Path> entries = Files.list(group)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
