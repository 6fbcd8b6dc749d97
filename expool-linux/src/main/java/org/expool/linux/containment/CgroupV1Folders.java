package org.expool.linux.containment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.expool.linux.proc.Procfs;

/**
 * Where the leaves of a pool are, in each hierarchy, and what is known of this JVM's threads in them. Thread-safe.
 */
final class CgroupV1Folders {

    private static final Path OWN_THREADS = Path.of("/proc/self/task");

    private final ThreadLocal<SpawnerLocation> residents = ThreadLocal.withInitial(SpawnerLocation::new);
    private final String self = String.valueOf(ProcessHandle.current().pid());
    private final List<Path> bases;
    private final Procfs procfs;

    /** With the pool's folder in each hierarchy, the freezer's first. */
    CgroupV1Folders(List<Path> bases, Procfs procfs) {
        this.bases = List.copyOf(bases);
        this.procfs = procfs;
    }

    List<Path> bases() {
        return bases;
    }

    Procfs procfs() {
        return procfs;
    }

    /** The pid of this JVM. */
    String self() {
        return self;
    }

    SpawnerLocation currentThread() {
        return residents.get();
    }

    /**
     * What a list of a group says now: opened anew each time, for of an open one the kernel repeats what it said before
     * (cgroup_pidlist_start in kernel/cgroup/cgroup-v1.c). Empty once the group was removed.
     */
    static String list(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException removed) {
            return "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(
                        e); // as where there are no descriptors left: not to know is not to be empty
            }
            return "";
        }
    }

    /** Moves this JVM's threads out of a leaf into the group it was started in. */
    void moveOut(Path leaf) {
        Path home = leaf.resolve("../../tasks").normalize();
        for (String thread : list(leaf.resolve("tasks")).lines().toList()) {
            if (Files.exists(OWN_THREADS.resolve(thread))) {
                try {
                    Files.writeString(home, thread, StandardOpenOption.WRITE);
                } catch (IOException ended) {
                    // it has ended, or the kernel refuses, which the caller sees when it looks again
                }
            }
        }
    }
}
