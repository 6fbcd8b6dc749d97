package org.expool.linux.memory;

import java.nio.file.Path;
import java.util.List;
import org.expool.linux.proc.Hierarchies;

/**
 * The control groups of this process that account for memory, in each hierarchy that does (cgroups(7)). In a container only
 * a part of a hierarchy may be mounted; groups above it are then invisible. Immutable and thread-safe.
 *
 * @param root "/", but for tests
 */
record CgroupTree(Path root) {

    /** The group that this process was started in, then its ancestors; empty if none accounts for memory. */
    List<CgroupFolder> ownAndAbove() {
        return Hierarchies.ofThisProcess(root).all().stream()
                .filter(each -> each.version() == 2 || each.controllers().contains("memory"))
                .flatMap(each -> each.ownAndAbove().stream())
                .map(CgroupFolder::new)
                .filter(CgroupFolder::accounts)
                .toList();
    }
}
