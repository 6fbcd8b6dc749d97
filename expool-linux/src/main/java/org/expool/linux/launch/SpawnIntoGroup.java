package org.expool.linux.launch;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.expool.linux.kernel.LibC;

/** The attribute of posix_spawn that spawns into a cgroup v2: glibc 2.39, Linux 5.7. Thread-safe. */
public final class SpawnIntoGroup {

    static final short POSIX_SPAWN_SETCGROUP = 0x100;
    private static final String SETTER = "posix_spawnattr_setcgroup_np";

    private SpawnIntoGroup() {}

    /** Whether this C library supports it; loads JNA. */
    public static boolean isSupported() {
        try {
            NativeLibrary.getProcess().getGlobalVariableAddress(SETTER);
            return true;
        } catch (UnsatisfiedLinkError older) {
            return false;
        }
    }

    /** Sets the group in the attributes. Not bound in {@link LibC}, as older libraries lack it. */
    static void set(long attributes, int group) {
        Function setter = NativeLibrary.getProcess().getFunction(SETTER);
        SystemCallException.checkZero(SETTER, setter.invokeInt(new Object[] {attributes, group}));
    }
}
