package org.expool.linux.launch;

import org.expool.linux.kernel.CStrings;
import org.expool.linux.kernel.NativeBlock;
import org.jspecify.annotations.Nullable;

/**
 * The file actions of posix_spawn: redirects descriptors and changes the directory before the program is executed. Actions
 * name descriptors by number, so those of the last request are reused if numbers and directory are the same: building them
 * takes eleven calls. Not thread-safe.
 */
final class FileActions implements AutoCloseable {

    /** Larger than any posix_spawn_file_actions_t (80 bytes in glibc). */
    private static final int SIZE_BYTES = 512;

    private static final int FIRST_NOT_STANDARD = 3;

    private final NativeBlock actions = NativeBlock.ofBytes(SIZE_BYTES);
    private final CStrings directory = new CStrings();
    private @Nullable Layout current;

    private record Layout(
            int stdin, int stdout, int stderr, @Nullable String workdir) {}

    /**
     * Builds the actions of one request: sets the standard streams, closes all others, changes the directory.
     *
     * @param workdir an absolute path; null for that of this process
     * @throws SystemCallException if there is no memory
     */
    void prepare(Stdio stdio, @Nullable String workdir) {
        Layout wanted = new Layout(stdio.stdin(), stdio.stdout(), stdio.stderr(), workdir);
        if (!wanted.equals(current)) {
            close();
            check(PosixSpawn.posix_spawn_file_actions_init(address()));
            current = new Layout(-1, -1, -1, null);
            build(wanted);
            current = wanted;
        }
    }

    private void build(Layout wanted) {
        redirect(wanted.stdin(), 0);
        redirect(wanted.stdout(), 1);
        redirect(wanted.stderr(), 2);
        check(PosixSpawn.posix_spawn_file_actions_addclosefrom_np(address(), FIRST_NOT_STANDARD));
        if (wanted.workdir() != null) {
            check(PosixSpawn.posix_spawn_file_actions_addchdir_np(address(), directory.string(wanted.workdir())));
        }
    }

    /** Frees the actions, if there are any: freeing twice would corrupt the heap. */
    @Override
    public void close() {
        if (current != null) {
            current = null;
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
