package org.expool.core.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a file was last written to, by the time of the pool. Stateless. */
final class LastWrite {

    private LastWrite() {}

    /** {@link Long#MIN_VALUE} if there is no file or its time cannot be read. */
    static long to(@Nullable Path file, PoolRuntime runtime) {
        if (file == null) {
            return Long.MIN_VALUE;
        }
        try {
            Duration ago = Duration.between(Files.getLastModifiedTime(file).toInstant(), runtime.now());
            return runtime.nanoTime() - ago.toNanos();
        } catch (IOException | ArithmeticException e) { // no such file yet, or a time out of range
            return Long.MIN_VALUE;
        }
    }
}
