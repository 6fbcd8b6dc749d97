package org.expool.linux.launch;

import org.jspecify.annotations.Nullable;

/**
 * What the new process does about descriptors and its directory before it executes the program; reused from request to
 * request. Not thread-safe.
 */
final class FileActions {

    /** More than any posix_spawn_file_actions_t (80 bytes in glibc). */
    private static final int ROOM = 512;

    private static final int FIRST_NOT_STANDARD = 3;

    private final NativeBlock actions = NativeBlock.ofBytes(ROOM);
    private final CStrings directory = new CStrings();
    private boolean begun;

    /**
     * Begins the actions of one request: standard streams, then nothing else open, then the directory.
     *
     * @param workdir an absolute path, or null to stay
     * @throws SystemCallException if there is no memory
     */
    void begin(Stdio stdio, @Nullable String workdir) {
        check(LibC.posix_spawn_file_actions_init(address()));
        begun = true;
        redirect(stdio.stdin(), 0);
        redirect(stdio.stdout(), 1);
        redirect(stdio.stderr(), 2);
        check(LibC.posix_spawn_file_actions_addclosefrom_np(address(), FIRST_NOT_STANDARD));
        if (workdir != null) {
            check(LibC.posix_spawn_file_actions_addchdir_np(address(), directory.string(workdir)));
        }
    }

    /** Frees what {@link #begin} allocated, if it came to that: freeing twice would corrupt the heap. */
    void end() {
        if (begun) {
            begun = false;
            LibC.posix_spawn_file_actions_destroy(address());
        }
    }

    long address() {
        return actions.address();
    }

    private void redirect(int from, int to) {
        if (from != to) {
            check(LibC.posix_spawn_file_actions_adddup2(address(), from, to));
        }
    }

    private static void check(int error) {
        SystemCallException.checkZero("posix_spawn_file_actions", error);
    }
}
