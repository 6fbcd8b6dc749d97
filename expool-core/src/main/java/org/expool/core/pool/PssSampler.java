package org.expool.core.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryQuery.Root;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;

/**
 * Samples proportional memory, for which the kernel walks all page tables: it is read anew only for jobs whose resident
 * memory has changed by more than a sixteenth since, and scaled with that for others. Not thread-safe.
 */
final class PssSampler {

    private static final int NOTABLY = 16;

    private final Map<Long, Pair> last = new HashMap<>();

    /** Both measures at one time. */
    private record Pair(long resident, MemoryReading proportional) {

        boolean isValidFor(long residentNow) {
            return Math.abs(residentNow - resident) <= resident / NOTABLY;
        }

        MemoryReading scaledTo(long residentNow) {
            long bytes = resident == 0 ? residentNow : (long) ((double) proportional.bytes() * residentNow / resident);
            return new MemoryReading(bytes, proportional.measure(), null);
        }
    }

    Map<Long, MemoryReading> sample(MemorySession session, MemoryKind kind, List<Root> roots) {
        Map<Long, MemoryReading> resident = session.sample(new MemoryQuery(roots, kind, MemoryMeasure.RESIDENT));
        List<Root> candidates = new ArrayList<>();
        for (Root root : roots) {
            MemoryReading now = resident.get(root.pid());
            Pair known = last.get(root.pid());
            if (now != null && (known == null || !known.isValidFor(now.bytes()))) {
                candidates.add(root);
            }
        }
        if (!candidates.isEmpty()) {
            session.sample(new MemoryQuery(candidates, kind, MemoryMeasure.PROPORTIONAL))
                    .forEach((pid, reading) -> {
                        MemoryReading now = resident.get(pid);
                        if (now != null) {
                            last.put(pid, new Pair(now.bytes(), reading));
                        }
                    });
        }
        Map<Long, MemoryReading> readings = new HashMap<>();
        resident.forEach((pid, now) -> {
            Pair known = last.get(pid);
            readings.put(pid, known == null ? now : known.scaledTo(now.bytes()));
        });
        return readings;
    }

    /** Forgets all other processes. */
    void retain(Collection<Long> pids) {
        last.keySet().retainAll(Set.copyOf(pids));
    }
}
