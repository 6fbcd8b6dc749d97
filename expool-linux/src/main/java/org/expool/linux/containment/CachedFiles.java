package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.proc.Digits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page cache charged to a control group, which the kernel drops when it needs memory. Tmpfs files and shared memory are
 * counted as cache but cannot be dropped, so they are subtracted. Immutable and thread-safe.
 *
 * @param statistics the group's memory.stat; expensive to read
 * @param all the key of all cache
 * @param shared the key of tmpfs and shared memory
 */
record CachedFiles(Path statistics, String all, String shared) {

    private static final Logger LOG = LoggerFactory.getLogger(CachedFiles.class);

    static CachedFiles ofCgroupV1(Path folder) {
        return new CachedFiles(folder.resolve("memory.stat"), "total_cache ", "total_shmem ");
    }

    static CachedFiles ofCgroupV2(Path folder) {
        return new CachedFiles(folder.resolve("memory.stat"), "file ", "shmem ");
    }

    /** 0 if it cannot be read. */
    long bytes() {
        long files = 0;
        try {
            for (String line : Files.readAllLines(statistics)) {
                if (line.startsWith(all)) {
                    files += Digits.of(line).next();
                } else if (line.startsWith(shared)) {
                    files -= Digits.of(line).next();
                }
            }
        } catch (IOException gone) {
            LOG.debug("{} cannot be read; cached files count as memory of the job", statistics, gone);
            return 0;
        }
        return Math.max(0, files);
    }
}
