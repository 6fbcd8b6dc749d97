package org.expool.linux.containment;

import java.nio.file.Path;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.launch.SpawnIntoGroup;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of a cgroup v2 into which processes are spawned. Immutable and thread-safe.
 *
 * @param cgroup its descriptor
 */
record CgroupFd(int cgroup) implements LaunchStep, AutoCloseable {

    /**
     * Opens the folder.
     *
     * @return null where the C library cannot spawn into a cgroup
     * @throws StartRefusedException if it cannot be opened, for instance without free descriptors: the step would spawn
     *     outside
     */
    static @Nullable CgroupFd find(Path folder) {
        return SpawnIntoGroup.isSupported() ? open(folder) : null;
    }

    static CgroupFd open(Path folder) {
        int descriptor = LibC.open(folder.toString(), LibC.O_RDONLY);
        if (descriptor < 0) {
            throw new StartRefusedException("the control group " + folder + " cannot be opened: " + Errno.last(), null);
        }
        return new CgroupFd(descriptor);
    }

    @Override
    public void close() {
        LibC.close(cgroup);
    }
}
