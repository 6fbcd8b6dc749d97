package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.proc.Digits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in the cache that are charged to a control group, which the kernel drops when it needs room. What lies in a tmpfs or
 * is shared memory is counted with them but cannot be dropped, and is taken off. Immutable and thread-safe.
 *
 * @param statistics the group's memory.stat; reading it is not cheap
 * @param all its line of all of them
 * @param shared its line of what is in no file of a disk
 */
record CachedFiles(Path statistics, String all, String shared) {

    private static final Logger LOG = LoggerFactory.getLogger(CachedFiles.class);

    static CachedFiles ofFirstVersion(Path folder) {
        return new CachedFiles(folder.resolve("memory.stat"), "total_cache ", "total_shmem ");
    }

    static CachedFiles ofSecondVersion(Path folder) {
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
