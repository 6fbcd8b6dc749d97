package org.expool.linux.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.MemorySize;

/**
 * Reads cpuN/cache/indexM. The threads of a core share its caches, so one CPU of each core is read; and a cache that one CPU
 * has described is not read again for the others that share it. The same index may be another level on another CPU: where a
 * core has no L2, its L3 has the index that the L2 has elsewhere. Not thread-safe.
 */
final class CacheReader {

    private static final Pattern SIZE = Pattern.compile("\\d{1,15}[KMG]?");

    private final Attributes cpu;
    private final CpuSet online;
    private final Map<Integer, CpuSet> described = new HashMap<>();
    private final List<CpuCache> caches = new ArrayList<>();

    CacheReader(Attributes cpu, CpuSet online) {
        this.cpu = cpu;
        this.online = online;
    }

    List<CpuCache> read(List<CpuSet> cores) {
        for (CpuSet core : cores) {
            // A thread that came online late may lack the folder.
            for (int thread : core.stream().toArray()) {
                if (readOf(thread, core)) {
                    break;
                }
            }
        }
        return caches;
    }

    private boolean readOf(int number, CpuSet core) {
        String folder = "cpu" + number + "/cache/";
        List<String> indexes = cpu.names(folder);
        for (String index : indexes) {
            if (index.startsWith("index")) {
                readOne(folder + index + "/", number, core);
            }
        }
        return !indexes.isEmpty();
    }

    private void readOne(String folder, int number, CpuSet core) {
        int level = cpu.number(folder + "level").orElse(0L).intValue();
        boolean known = described.getOrDefault(level, CpuSet.empty()).contains(number);
        if (level < 1 || known || cpu.text(folder + "type").orElse("").equals("Instruction")) {
            return;
        }
        CpuSet sharers = cpu.mask(folder + "shared_cpu_map")
                .or(() -> cpu.list(folder + "shared_cpu_list"))
                .orElse(core)
                .union(core)
                .intersection(online);
        described.merge(level, sharers, CpuSet::union);
        MemorySize size = cpu.text(folder + "size").map(CacheReader::size).orElse(MemorySize.ofBytes(0));
        caches.add(new CpuCache(level, size, sharers));
    }

    /** The kernel writes kibibytes, {@code 32K}; other text is an unknown size. */
    static MemorySize size(String text) {
        return SIZE.matcher(text).matches() ? MemorySize.parse(text) : MemorySize.ofBytes(0);
    }
}
