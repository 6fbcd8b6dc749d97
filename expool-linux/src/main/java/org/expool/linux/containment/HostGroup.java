package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this JVM goes so that its control group of the second version can pass the memory controller on to the pools' leaves: a
 * group with processes of its own cannot ("no internal processes", Documentation/admin-guide/cgroup-v2.rst). So the JVM
 * moves into a group beside the pools', with what it has started, and back when the last of its pools is closed. Nobody else is
 * ever moved: with other processes in the group the leaves get no controller. All pools of a JVM share it. Thread-safe.
 */
final class HostGroup {

    private static final Logger LOG = LoggerFactory.getLogger(HostGroup.class);

    /** One at a time, for the whole JVM. */
    private static final ReentrantLock CHANGING = new ReentrantLock();

    private final Path place;
    private final Path folder;
    private final PoolId host;
    private final Procfs procfs;
    private final String controller;

    /** Of this JVM, below the group that it was started in. */
    HostGroup(Path place, Procfs procfs) {
        this(place, procfs, PoolId.ofHost(procfs, ProcessHandle.current().pid()), "memory");
    }

    /** Of any process, with any controller. */
    HostGroup(Path place, Procfs procfs, PoolId host, String controller) {
        this.procfs = procfs;
        this.place = place;
        this.host = host;
        this.folder = place.resolve(host.name());
        this.controller = controller;
    }

    Path folder() {
        return folder;
    }

    /** Whether leaves below have the controller, or can have it if this process moves. */
    boolean canPassOn() {
        return isListed("cgroup.controllers") && (isListed("cgroup.subtree_control") || hasOnlyOurs());
    }

    /**
     * Has the place pass the controller on, if it can; to be called when there is a pool's group already.
     *
     * @return whether it does
     */
    boolean passOn() {
        CHANGING.lock();
        try {
            if (isListed("cgroup.subtree_control")) {
                return true;
            }
            return canPassOn() && move();
        } finally {
            CHANGING.unlock();
        }
    }

    private boolean move() {
        try {
            GroupFolders.make(folder);
            // What is just being started can be born into the place once more, but not when this process has left it.
            moveAll(place, folder);
            moveAll(place, folder);
            write(place.resolve("cgroup.subtree_control"), "+" + controller);
            return true;
        } catch (IOException refused) {
            LOG.debug("{} cannot pass on its controllers", place, refused);
            moveBack();
            return false;
        }
    }

    /** Undoes it if no pool of the process is left; to be called when the group of one is gone. */
    void leave() {
        CHANGING.lock();
        try {
            if (Files.isDirectory(folder) && GroupFolders.below(place).stream().noneMatch(this::isPool)) {
                write(place.resolve("cgroup.subtree_control"), "-" + controller);
                moveBack();
            }
        } catch (IOException refused) {
            LOG.info("this process stays in {}: {}", folder, refused.toString());
        } finally {
            CHANGING.unlock();
        }
    }

    private boolean isPool(Path group) {
        return !group.equals(folder)
                && PoolId.parse(group.getFileName().toString())
                        .filter(host::isOfSameProcess)
                        .isPresent();
    }

    /** All that is in: what was born there would be in the place, had nobody moved. */
    private void moveBack() {
        moveAll(folder, place);
        if (!GroupFolders.remove(folder)) {
            LOG.info("{} cannot be removed: there are processes in it", folder);
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

    private boolean hasOnlyOurs() {
        return lines(place.resolve("cgroup.procs")).stream().allMatch(pid -> isOurs(Long.parseLong(pid)));
    }

    /** This process, what it has started, or what has just ended. */
    private boolean isOurs(long pid) {
        long each = pid;
        while (each > 1 && each != host.pid()) {
            each = procfs.parent(each);
        }
        return each == host.pid() || !procfs.isAlive(pid);
    }

    private boolean isListed(String file) {
        return lines(place.resolve(file)).stream()
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
