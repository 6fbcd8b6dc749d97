package org.expool.core.containment;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The variables of jobs with those of their cells; the same map again where the job's is the same as for the slot's last
 * one, for a launcher keeps what it made of the last one. A slot's cell always has the same ({@link
 * org.expool.spi.Cell#variables}), so nobody compares those. Thread-safe.
 */
final class SlotVariables {

    private final Map<Integer, Merged> last = new ConcurrentHashMap<>();

    private record Merged(Map<String, String> ofJob, Map<String, String> all) {}

    Map<String, String> with(int slot, Map<String, String> ofJob, Map<String, String> ofCell) {
        if (ofCell.isEmpty()) {
            return ofJob;
        }
        Merged merged = last.get(slot);
        if (merged == null || merged.ofJob() != ofJob) {
            Map<String, String> all = new HashMap<>(ofJob);
            all.putAll(ofCell);
            merged = new Merged(ofJob, Map.copyOf(all));
            last.put(slot, merged);
        }
        return merged.all();
    }
}
