package org.expool.linux.containment;

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
record Hierarchy(int version, Set<String> controllers, Path own) {

    boolean isWritable() {
        return Files.isWritable(own);
    }
}
