package org.expool.linux.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A hierarchy of control groups, with the group that this process is in. Immutable and thread-safe.
 *
 * @param version 1 or 2
 * @param controllers those bound to it; of the second version those that this group has
 * @param top where it is mounted, which in a container may be a part of it only
 * @param own the folder of this process's group; the top where that is out of sight
 * @param isInSight whether this process's group is
 */
public record Hierarchy(int version, Set<String> controllers, Path top, Path own, boolean isInSight) {

    /** Whether groups may be made below that of this process. */
    public boolean isWritable() {
        return Files.isWritable(own);
    }

    /** The groups from this process's own to the topmost that is to be seen. */
    public List<Path> ownAndAbove() {
        return Stream.iterate(own, group -> group != null && group.startsWith(top), Path::getParent)
                .toList();
    }
}
