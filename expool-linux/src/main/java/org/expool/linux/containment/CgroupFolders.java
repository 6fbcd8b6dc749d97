package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.expool.spi.StartRefusedException;

/** Creates and removes control groups, which are folders. Stateless. */
final class CgroupFolders {

    /** A group may stay busy for a while after its last process has ended. */
    private static final Duration REMOVE_TIMEOUT = Duration.ofSeconds(1);

    private static final long POLL_NANOS = 200_000;

    private CgroupFolders() {}

    /**
     * Creates the group if it does not exist.
     *
     * @throws StartRefusedException if the kernel refuses
     */
    static void make(Path group) {
        try {
            Files.createDirectories(group);
        } catch (IOException e) {
            throw new StartRefusedException("the control group " + group + " cannot be created: " + e, e);
        }
    }

    /** Removes the group; false if it is not empty. */
    static boolean remove(Path group) {
        long deadline = System.nanoTime() + REMOVE_TIMEOUT.toNanos();
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
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** The direct children; none if the group is gone. */
    static List<Path> below(Path group) {
        try (Stream<Path> entries = Files.list(group)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
