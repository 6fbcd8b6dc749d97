package org.expool.linux.launch;

import org.expool.linux.kernel.CStrings;
import org.expool.linux.kernel.NativeBlock;
import org.jspecify.annotations.Nullable;

/**
 * What the new process does about descriptors and its directory before it executes the program. Actions name descriptors
 * by number, so that those of the last request serve the next one too if only the numbers and the directory are the same:
 * laying them out takes eleven calls. Not thread-safe.
 */
final class FileActions implements AutoCloseable {

    /** More than any posix_spawn_file_actions_t (80 bytes in glibc). */
    private static final int ROOM = 512;

    private static final int FIRST_NOT_STANDARD = 3;

    private final NativeBlock actions = NativeBlock.ofBytes(ROOM);
    private final CStrings directory = new CStrings();
    private @Nullable Layout laidOut;

    private record Layout(
            int stdin, int stdout, int stderr, @Nullable String workdir) {}

    /**
     * Lays out the actions of one request: standard streams, then nothing else open, then the directory.
     *
     * @param workdir an absolute path, or null to stay
     * @throws SystemCallException if there is no memory
     */
    void prepare(Stdio stdio, @Nullable String workdir) {
        Layout wanted = new Layout(stdio.stdin(), stdio.stdout(), stdio.stderr(), workdir);
        if (!wanted.equals(laidOut)) {
            close();
            check(PosixSpawn.posix_spawn_file_actions_init(address()));
            laidOut = new Layout(-1, -1, -1, null);
            layOut(wanted);
            laidOut = wanted;
        }
    }

    private void layOut(Layout wanted) {
        redirect(wanted.stdin(), 0);
        redirect(wanted.stdout(), 1);
        redirect(wanted.stderr(), 2);
        check(PosixSpawn.posix_spawn_file_actions_addclosefrom_np(address(), FIRST_NOT_STANDARD));
        if (wanted.workdir() != null) {
            check(PosixSpawn.posix_spawn_file_actions_addchdir_np(address(), directory.string(wanted.workdir())));
        }
    }

    /** Frees what the actions hold, if there are any: freeing twice would corrupt the heap. */
    @Override
    public void close() {
        if (laidOut != null) {
            laidOut = null;
            PosixSpawn.posix_spawn_file_actions_destroy(address());
        }
    }

    long address() {
        return actions.address();
    }

    private void redirect(int from, int to) {
        if (from != to) {
            check(PosixSpawn.posix_spawn_file_actions_adddup2(address(), from, to));
        }
    }

    private static void check(int error) {
        SystemCallException.checkZero("posix_spawn_file_actions", error);
    }
}
