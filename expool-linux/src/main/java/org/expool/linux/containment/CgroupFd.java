package org.expool.linux.containment;

import java.nio.file.Path;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.launch.GroupStep;
import org.expool.linux.launch.SpawnIntoGroup;
import org.expool.spi.LaunchStepException;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of a control group, for processes to be born in. Immutable and thread-safe.
 *
 * @param group its descriptor
 */
record CgroupFd(int group) implements GroupStep, AutoCloseable {

    /**
     * Opens the folder.
     *
     * @return null where the C library has no such births
     * @throws LaunchStepException if it cannot be opened, as where no descriptor is left: the step would name no group then
     */
    static @Nullable CgroupFd find(Path folder) {
        return SpawnIntoGroup.isSupported() ? open(folder) : null;
    }

    static CgroupFd open(Path folder) {
        int descriptor = LibC.open(folder.toString(), LibC.O_RDONLY);
        if (descriptor < 0) {
            throw new LaunchStepException("the control group " + folder + " cannot be opened: " + Errno.last(), null);
        }
        return new CgroupFd(descriptor);
    }

    @Override
    public void close() {
        LibC.close(group);
    }
}
