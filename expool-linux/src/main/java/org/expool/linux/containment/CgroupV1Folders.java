package org.expool.linux.containment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.expool.linux.proc.Procfs;

/** The folders of a pool in each cgroup v1 hierarchy, and which leaves the threads of this JVM are in. Thread-safe. */
final class CgroupV1Folders {

    private static final Path OWN_THREADS = Path.of("/proc/self/task");

    private final ThreadLocal<SpawnerLocation> locations = ThreadLocal.withInitial(SpawnerLocation::new);
    private final String self = String.valueOf(ProcessHandle.current().pid());
    private final List<Path> bases;
    private final Procfs procfs;

    /** With the pool's folder in each hierarchy, that of the freezer first. */
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
        return locations.get();
    }

    /**
     * The current content of a group's list of pids. Opened at each call, as the kernel repeats the old list for an open
     * file (cgroup_pidlist_start in kernel/cgroup/cgroup-v1.c). Empty once the group was removed.
     */
    static String list(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException removed) {
            return "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(
                        e); // for instance without free descriptors: an unreadable list is not empty
            }
            return "";
        }
    }

    /** Moves the threads of this JVM from a leaf to the group in which the JVM was started. */
    void moveOut(Path leaf) {
        Path home = leaf.resolve("../../tasks").normalize();
        for (String thread : list(leaf.resolve("tasks")).lines().toList()) {
            if (Files.exists(OWN_THREADS.resolve(thread))) {
                try {
                    Files.writeString(home, thread, StandardOpenOption.WRITE);
                } catch (IOException ended) {
                    // it has ended, or the kernel refuses, which the caller checks
                }
            }
        }
    }
}
