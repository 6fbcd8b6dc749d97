package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.launch.SpawnIntoGroup;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of a cgroup v2 into which processes are spawned. Thread-safe.
 */
final class CgroupFd implements LaunchStep, AutoCloseable {

    private final int cgroup;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CgroupFd(int cgroup) {
        this.cgroup = cgroup;
    }

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
    public int cgroup() {
        return cgroup;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) { // the number may be that of another file by then
            LibC.close(cgroup);
        }
    }
}
