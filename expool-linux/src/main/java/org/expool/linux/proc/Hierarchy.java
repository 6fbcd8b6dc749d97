package org.expool.linux.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cgroup hierarchy, with the group that this process is in. Immutable and thread-safe.
 *
 * @param version 1 or 2
 * @param controllers those bound to it; for cgroup v2 those available in this group
 * @param top the mount point, which in a container may be only a part of the hierarchy
 * @param own the folder of this process's group; the top where that is invisible
 * @param isVisible whether this process's group is visible
 */
public record Hierarchy(int version, Set<String> controllers, Path top, Path own, boolean isVisible) {

    /** Whether groups can be created below that of this process. */
    public boolean isWritable() {
        return Files.isWritable(own);
    }

    /** The groups from that of this process up to the topmost visible one. */
    public List<Path> ownAndAbove() {
        return Stream.iterate(own, group -> group != null && group.startsWith(top), Path::getParent)
                .toList();
    }
}
