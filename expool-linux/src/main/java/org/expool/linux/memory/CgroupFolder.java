package org.expool.linux.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.expool.linux.proc.Digits;

/**
 * The memory account of one control group, v1 or v2 (Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst).
 * Immutable and thread-safe.
 *
 * @param folder in the hierarchy that accounts for memory
 */
record CgroupFolder(Path folder) {

    static final long NO_LIMIT = Long.MAX_VALUE;

    /** Cgroup v1 writes "no limit" as the largest multiple of a page. */
    private static final long UNLIMITED = Long.MAX_VALUE >> 1;

    boolean accounts() {
        return Files.isReadable(folder.resolve("memory.current"))
                || Files.isReadable(folder.resolve("memory.usage_in_bytes"));
    }

    /** Its limit in bytes, beyond which the kernel reclaims, throttles or kills. */
    long limit() {
        long most = Math.min(
                first("memory.max", "memory.limit_in_bytes").orElse(NO_LIMIT),
                first("memory.high").orElse(NO_LIMIT));
        return most >= UNLIMITED ? NO_LIMIT : most;
    }

    /** Its charge without inactive page cache, which the kernel drops when it needs memory. */
    long chargedBytes() {
        long charged = first("memory.current", "memory.usage_in_bytes").orElse(0);
        return Math.max(0, charged - inactiveFileBytes());
    }

    /** Its peak charge, page cache included; empty for cgroup v2 before Linux 5.19. */
    OptionalLong peak() {
        return first("memory.peak", "memory.max_usage_in_bytes");
    }

    /** Inactive page cache of the group and its descendants, which cgroup v1 counts separately. */
    private long inactiveFileBytes() {
        long own = 0;
        try {
            for (String line : Files.readAllLines(folder.resolve("memory.stat"))) {
                if (line.startsWith("total_inactive_file ")) {
                    return Digits.of(line).next();
                }
                if (line.startsWith("inactive_file ")) {
                    own = Digits.of(line).next();
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return own;
    }

    /** The number in the first of these files that exists. */
    private OptionalLong first(String... names) {
        for (String name : names) {
            try {
                long number = Digits.of(Files.readString(folder.resolve(name))).next();
                return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
            } catch (IOException absent) {
                // a file of the other cgroup version
            }
        }
        return OptionalLong.empty();
    }
}
