package org.expool.linux.containment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the groups of pools whose JVM and guard are both dead, and kills the processes in them. Immutable and thread-safe.
 *
 * @param procfs tells which processes are alive
 * @param parents the groups of this process, below which they are; processes are killed in the first
 * @param leaf opens a leaf to kill its processes
 */
record StalePoolCleaner(Procfs procfs, List<Path> parents, Function<Path, Enclosure> leaf) {

    private static final Logger LOG = LoggerFactory.getLogger(StalePoolCleaner.class);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(1);
    private static final long POLL_NANOS = 1_000_000;

    void clear() {
        for (Path parent : parents) {
            for (Path pool : CgroupFolders.below(parent)) {
                PoolId.parse(pool.getFileName().toString())
                        .filter(id -> id.isDead(procfs))
                        .ifPresent(id -> remove(id, pool, parent.equals(parents.get(0))));
            }
        }
    }

    private void remove(PoolId id, Path pool, boolean first) {
        LOG.info("removing the groups of a dead pool: {}", pool);
        Marker.ofPool(id, procfs, null).signal(LibC.SIGKILL);
        for (Path folder : CgroupFolders.below(pool)) {
            if (first) {
                remove(leaf.apply(folder));
            } else {
                CgroupFolders.remove(folder);
            }
        }
        if (!CgroupFolders.remove(pool)) {
            LOG.warn("{} cannot be removed: processes in it do not end", pool);
        }
    }

    private static void remove(Enclosure enclosure) {
        try (enclosure) {
            long deadline = System.nanoTime() + KILL_TIMEOUT.toNanos();
            for (int round = 0; !enclosure.isEmpty() && System.nanoTime() < deadline; round++) {
                enclosure.kill(round);
                LockSupport.parkNanos(POLL_NANOS);
            }
            enclosure.remove();
        }
    }
}
