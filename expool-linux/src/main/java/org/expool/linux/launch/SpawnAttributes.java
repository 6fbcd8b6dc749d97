package org.expool.linux.launch;

import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;

/**
 * The spawn attributes of all processes: a new session (and so process group), default dispositions of all signals and an
 * empty signal mask. The JVM's threads block some signals and the process may ignore others; a job must inherit neither.
 * Immutable after construction; thread-safe until closed.
 */
final class SpawnAttributes implements AutoCloseable {

    /** Larger than any posix_spawnattr_t (336 bytes in glibc) or sigset_t (128). */
    private static final int SIZE_BYTES = 512;

    private static final long ALL_64 = -1;

    private final NativeBlock attributes = NativeBlock.ofBytes(SIZE_BYTES);

    /** Spawns into the control group of the spawning thread. */
    SpawnAttributes() {
        this(PosixSpawn.POSIX_SPAWN_SETSID | PosixSpawn.POSIX_SPAWN_SETSIGDEF | PosixSpawn.POSIX_SPAWN_SETSIGMASK);
    }

    /** Spawns into the cgroup v2 of this open folder. */
    static SpawnAttributes into(int group) {
        SpawnAttributes attributes = new SpawnAttributes(PosixSpawn.POSIX_SPAWN_SETSID
                | PosixSpawn.POSIX_SPAWN_SETSIGDEF
                | PosixSpawn.POSIX_SPAWN_SETSIGMASK
                | SpawnIntoGroup.POSIX_SPAWN_SETCGROUP);
        SpawnIntoGroup.set(attributes.address(), group);
        return attributes;
    }

    private SpawnAttributes(int flags) {
        NativeBlock signals = NativeBlock.ofBytes(SIZE_BYTES);
        SystemCallException.checkZero("posix_spawnattr_init", PosixSpawn.posix_spawnattr_init(address()));
        SystemCallException.checkZero(
                "posix_spawnattr_setflags", PosixSpawn.posix_spawnattr_setflags(address(), (short) flags));
        // Not sigfillset, which omits the two signals of the thread library: the child would ignore them.
        signals.buffer().putLong(0, ALL_64);
        PosixSpawn.posix_spawnattr_setsigdefault(address(), signals.address());
        LibC.sigemptyset(signals.address());
        PosixSpawn.posix_spawnattr_setsigmask(address(), signals.address());
    }

    long address() {
        return attributes.address();
    }

    @Override
    public void close() {
        PosixSpawn.posix_spawnattr_destroy(address());
    }
}
