package org.expool.linux.launch;

import java.util.function.Predicate;
import org.expool.linux.kernel.CStrings;
import org.expool.linux.kernel.LibC;

/** Tests whether a path names a file that this process may execute; false for directories. Not thread-safe. */
final class ExecutableFiles implements Predicate<String> {

    private final CStrings name = new CStrings();

    @Override
    public boolean test(String path) {
        return LibC.access(name.string(path), LibC.X_OK) == 0 && LibC.access(name.string(path + "/."), 0) != 0;
    }
}
