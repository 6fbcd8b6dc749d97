package org.expool.core.containment;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Merges the variables of jobs with those of their cells. Returns the same map where the job's map is that of the slot's
 * last job, as launchers reuse the encoding of the last map. The cell of a slot always has the same variables ({@link
 * org.expool.spi.Cell#variables}), so these are not compared. Thread-safe.
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
