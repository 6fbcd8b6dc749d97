package org.expool.linux.containment;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A spawner thread and the leaf it stays in until it spawns for another. The lock is held during a spawn and while another
 * thread moves it out: the child of a thread moved between entering and spawning would escape. Thread-safe.
 */
final class SpawnerLocation {

    final ReentrantLock lock = new ReentrantLock();

    /** Written under the lock. */
    volatile @Nullable CgroupV1Leaf home;
}
