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
 * Ends and removes the groups of pools that are dead and whose guard is, too. Immutable and thread-safe.
 *
 * @param procfs tells who is alive
 * @param owns this process's groups, below which they are; in the first the processes are ended
 * @param leaf how to end a leaf
 */
record StalePoolCleaner(Procfs procfs, List<Path> owns, Function<Path, Enclosure> leaf) {

    private static final Logger LOG = LoggerFactory.getLogger(StalePoolCleaner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long BETWEEN_ROUNDS = 1_000_000;

    void clear() {
        for (Path own : owns) {
            for (Path pool : GroupFolders.below(own)) {
                PoolId.parse(pool.getFileName().toString())
                        .filter(id -> id.isDead(procfs))
                        .ifPresent(id -> end(id, pool, own.equals(owns.get(0))));
            }
        }
    }

    private void end(PoolId id, Path pool, boolean first) {
        LOG.info("clearing what is left of a dead pool: {}", pool);
        Marker.ofPool(id, procfs, null).signal(LibC.SIGKILL);
        for (Path folder : GroupFolders.below(pool)) {
            if (first) {
                end(leaf.apply(folder));
            } else {
                GroupFolders.remove(folder);
            }
        }
        if (!GroupFolders.remove(pool)) {
            LOG.warn("{} cannot be removed: something in it does not end", pool);
        }
    }

    private static void end(Enclosure enclosure) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 0; !enclosure.isEmpty() && System.nanoTime() < deadline; round++) {
            enclosure.kill(round);
            LockSupport.parkNanos(BETWEEN_ROUNDS);
        }
        enclosure.remove();
    }
}
