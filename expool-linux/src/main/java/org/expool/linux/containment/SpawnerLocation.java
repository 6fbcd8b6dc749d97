package org.expool.linux.containment;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A spawning thread and the leaf it stays in until it spawns for another. The lock is held while it spawns, and by who
 * moves it out, for a thread that is moved between entering and spawning would have its child escape.
 */
final class SpawnerLocation {

    final ReentrantLock lock = new ReentrantLock();

    /** Written under the lock. */
    volatile @Nullable CgroupV1Leaf home;
}
