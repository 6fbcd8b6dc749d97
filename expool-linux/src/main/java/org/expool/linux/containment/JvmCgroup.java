package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cgroup v2 into which this JVM moves, so that the group it was started in can enable the memory controller for the
 * pools' leaves: a group that contains processes cannot ("no internal processes", Documentation/admin-guide/cgroup-v2.rst).
 * The JVM moves into a group beside those of the pools, with its descendants, and back when its last pool is closed. Other
 * processes are never moved: if there are any in the group, the leaves get no controller. All pools of a JVM share this
 * group. Thread-safe.
 */
final class JvmCgroup {

    private static final Logger LOG = LoggerFactory.getLogger(JvmCgroup.class);

    /** How long forks and exits may keep a group busy; they take milliseconds. */
    private static final long SETTLE_NANOS = 1_000_000_000;

    private static final long POLL_NANOS = 200_000;

    /** A process that is being forked while others are moved, its child, and theirs. */
    private static final int FORKED_MEANWHILE = 3;

    /** Serialises changes in the whole JVM. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    private final Path origin;
    private final Path folder;
    private final PoolId jvm;
    private final Procfs procfs;
    private final String controller;

    /** For this JVM, below the group that it was started in. */
    JvmCgroup(Path origin, Procfs procfs) {
        this(origin, procfs, PoolId.ofJvm(procfs, ProcessHandle.current().pid()), "memory");
    }

    /** For any process and controller. */
    JvmCgroup(Path origin, Procfs procfs, PoolId jvm, String controller) {
        this.procfs = procfs;
        this.origin = origin;
        this.jvm = jvm;
        this.folder = origin.resolve(jvm.name());
        this.controller = controller;
    }

    Path folder() {
        return folder;
    }

    /** Whether the controller is enabled for children, or can be if this process moves. */
    boolean canEnableController() {
        return listsController("cgroup.controllers")
                && (listsController("cgroup.subtree_control") || hasOnlyDescendants());
    }

    /**
     * Enables the controller for children, if possible; to be called when the pool's group exists.
     *
     * @return whether it is enabled
     */
    boolean enableController() {
        LOCK.lock();
        try {
            if (listsController("cgroup.subtree_control")) {
                return true;
            }
            return canEnableController() && move();
        } finally {
            LOCK.unlock();
        }
    }

    private boolean move() {
        try {
            CgroupFolders.make(folder);
            long deadline = System.nanoTime() + SETTLE_NANOS;
            while (!moveAndEnable(deadline)) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            return true;
        } catch (IOException refused) {
            LOG.debug("{} cannot enable its controllers for children", origin, refused);
            moveBack();
            return false;
        }
    }

    /**
     * Moves all processes and tries to enable the controller. A process that was being forked appears in the origin once
     * more, and one that is ending keeps the origin busy without being listed.
     *
     * @return false if the origin is busy, before the deadline
     */
    private boolean moveAndEnable(long deadline) throws IOException {
        moveAll(origin, folder);
        try {
            write(origin.resolve("cgroup.subtree_control"), "+" + controller);
            return true;
        } catch (AccessDeniedException refused) {
            throw refused;
        } catch (IOException busy) {
            if (System.nanoTime() > deadline) {
                throw busy;
            }
            return false;
        }
    }

    /**
     * Disables the controller and moves back, if the process has no other pool; to be called after a pool's group was
     * removed.
     */
    void disableController() {
        LOCK.lock();
        try {
            if (Files.isDirectory(folder)
                    && CgroupFolders.below(origin).stream().noneMatch(this::isPool)) {
                write(origin.resolve("cgroup.subtree_control"), "-" + controller);
                moveBack();
            }
        } catch (IOException refused) {
            LOG.info("this process stays in {}: {}", folder, refused.toString());
        } finally {
            LOCK.unlock();
        }
    }

    private boolean isPool(Path group) {
        return !group.equals(folder)
                && PoolId.parse(group.getFileName().toString())
                        .filter(jvm::isOfSameProcess)
                        .isPresent();
    }

    /** Moves all processes back, also those forked in the folder, and those that are being forked meanwhile. */
    private void moveBack() {
        boolean removed = false;
        for (int generation = 0; !removed && generation < FORKED_MEANWHILE; generation++) {
            moveAll(folder, origin);
            removed = CgroupFolders.remove(folder);
        }
        if (!removed) {
            LOG.info("{} cannot be removed: it contains processes", folder);
        }
    }

    private static void moveAll(Path from, Path to) {
        for (String pid : lines(from.resolve("cgroup.procs"))) {
            try {
                write(to.resolve("cgroup.procs"), pid);
            } catch (IOException ended) {
                LOG.debug("process {} was not moved to {}", pid, to, ended);
            }
        }
    }

    private boolean hasOnlyDescendants() {
        return lines(origin.resolve("cgroup.procs")).stream().allMatch(pid -> isDescendant(Long.parseLong(pid)));
    }

    /** This process, its descendants, and processes that have just ended. */
    private boolean isDescendant(long pid) {
        long each = pid;
        while (each > 1 && each != jvm.pid()) {
            each = procfs.parent(each);
        }
        return each == jvm.pid() || !procfs.isAlive(pid);
    }

    private boolean listsController(String file) {
        return lines(origin.resolve(file)).stream()
                .anyMatch(line -> List.of(line.split(" ")).contains(controller));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }
}
