package org.expool.linux.launch;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The functions of the C library that spawn processes, bound as those of {@link org.expool.linux.kernel.LibC}, but in a
 * separate class: old libraries lack some, and loading this class fails where one is missing. {@link Requirements} checks
 * that first. They return the error number. Thread-safe.
 */
final class PosixSpawn {

    static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    static final short POSIX_SPAWN_SETSID = 0x80;

    static {
        Native.register(PosixSpawn.class, NativeLibrary.getProcess());
    }

    private PosixSpawn() {}

    static native int posix_spawn(long pid, long path, long actions, long attributes, long argv, long envp);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setsigdefault(long attributes, long signals);

    static native int posix_spawnattr_setsigmask(long attributes, long signals);

    static native int posix_spawnattr_destroy(long attributes);

    static native int posix_spawn_file_actions_init(long actions);

    static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    static native int posix_spawn_file_actions_addclosefrom_np(long actions, int from);

    static native int posix_spawn_file_actions_addchdir_np(long actions, long path);

    static native int posix_spawn_file_actions_destroy(long actions);
}
