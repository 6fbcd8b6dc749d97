package org.expool.linux.launch;

import java.util.function.Predicate;
import org.expool.linux.kernel.CStrings;
import org.expool.linux.kernel.LibC;

/** Whether a path leads to a file that this process may execute; a directory does not. Not thread-safe. */
final class ExecutableFiles implements Predicate<String> {

    private final CStrings name = new CStrings();

    @Override
    public boolean test(String path) {
        return LibC.access(name.string(path), LibC.X_OK) == 0 && LibC.access(name.string(path + "/."), 0) != 0;
    }
}
