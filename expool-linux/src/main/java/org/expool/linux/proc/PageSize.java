package org.expool.linux.proc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The page size, the unit in which the kernel counts memory. Stateless. */
public final class PageSize {

    /** The key of its entry in /proc/self/auxv (getauxval(3)). */
    private static final long AT_PAGESZ = 6;

    private PageSize() {}

    /** In bytes; empty if it cannot be read. */
    public static OptionalLong read(Path proc) {
        try {
            ByteBuffer vector = ByteBuffer.wrap(Files.readAllBytes(proc.resolve("self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (vector.remaining() >= 2 * Long.BYTES) {
                long key = vector.getLong();
                long value = vector.getLong();
                if (key == AT_PAGESZ) {
                    return OptionalLong.of(value);
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
