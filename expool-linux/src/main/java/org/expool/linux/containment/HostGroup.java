package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this JVM goes so that its control group of the second version can pass the memory controller on to the pools' leaves: a
 * group with processes of its own cannot ("no internal processes", Documentation/admin-guide/cgroup-v2.rst). So the JVM
 * moves into a group beside the pools', and back when the last of its pools is closed. It never moves anybody else in:
 * with other processes in the group the leaves get no controller. All pools of a JVM share it. Thread-safe.
 */
final class HostGroup {

    private static final Logger LOG = LoggerFactory.getLogger(HostGroup.class);

    /** One at a time, for the whole JVM. */
    private static final ReentrantLock CHANGING = new ReentrantLock();

    private final Path place;
    private final Path folder;
    private final PoolId host;
    private final String controller;

    /** Of this JVM, below the group that it was started in. */
    HostGroup(Path place, Procfs procfs) {
        this(place, PoolId.ofHost(procfs, ProcessHandle.current().pid()), "memory");
    }

    /** Of any process, with any controller. */
    HostGroup(Path place, PoolId host, String controller) {
        this.place = place;
        this.host = host;
        this.folder = place.resolve(host.name());
        this.controller = controller;
    }

    /** The group that a process was started in: the one above if it has moved. */
    static Path placeOf(Path own, Procfs procfs) {
        String moved = PoolId.ofHost(procfs, ProcessHandle.current().pid()).name();
        return own.endsWith(moved) ? own.getParent() : own;
    }

    Path folder() {
        return folder;
    }

    /** Whether leaves below have the controller, or can have it if this process moves. */
    boolean canPassOn() {
        return isListed("cgroup.controllers") && (isListed("cgroup.subtree_control") || isAlone());
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
            write(folder.resolve("cgroup.procs"), String.valueOf(host.pid()));
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
        for (String pid : lines(folder.resolve("cgroup.procs"))) {
            try {
                write(place.resolve("cgroup.procs"), pid);
            } catch (IOException ended) {
                LOG.debug("process {} was not moved back", pid, ended);
            }
        }
        if (!GroupFolders.remove(folder)) {
            LOG.info("{} cannot be removed: there are processes in it", folder);
        }
    }

    private boolean isAlone() {
        return lines(place.resolve("cgroup.procs")).equals(List.of(String.valueOf(host.pid())));
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
