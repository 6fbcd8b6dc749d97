package org.expool.linux.proc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A hierarchy of control groups, with the group that this process is in. Immutable and thread-safe.
 *
 * @param version 1 or 2
 * @param controllers those bound to it; of the second version those that this group has
 * @param own the folder of this process's group
 */
public record Hierarchy(int version, Set<String> controllers, Path own) {

    /** Whether groups may be made below that of this process. */
    public boolean isWritable() {
        return Files.isWritable(own);
    }
}
