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
 * Reads cpuN/cache/indexM. The threads of a core share its caches, so one CPU of each core is asked; and a cache that
 * one CPU has described is not read again for the others that share it. Not thread-safe.
 */
final class CacheReader {

    private static final Pattern SIZE = Pattern.compile("\\d{1,15}[KMG]?");

    private final Attributes cpu;
    private final CpuSet online;
    private final Map<String, CpuSet> described = new HashMap<>();
    private final List<CpuCache> caches = new ArrayList<>();

    CacheReader(Attributes cpu, CpuSet online) {
        this.cpu = cpu;
        this.online = online;
    }

    List<CpuCache> read(List<CpuSet> cores) {
        for (CpuSet core : cores) {
            // One thread may be without the folder, if it came online late.
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
            if (index.startsWith("index")
                    && !described.getOrDefault(index, CpuSet.empty()).contains(number)) {
                readOne(folder + index + "/", index, core);
            }
        }
        return !indexes.isEmpty();
    }

    private void readOne(String folder, String index, CpuSet core) {
        if (cpu.text(folder + "type").orElse("").equals("Instruction")) {
            return;
        }
        int level = cpu.number(folder + "level").orElse(0L).intValue();
        if (level < 1) {
            return;
        }
        CpuSet sharers = cpu.mask(folder + "shared_cpu_map")
                .or(() -> cpu.list(folder + "shared_cpu_list"))
                .orElse(core)
                .union(core)
                .intersection(online);
        described.merge(index, sharers, CpuSet::union);
        MemorySize size = cpu.text(folder + "size").map(CacheReader::size).orElse(MemorySize.ofBytes(0));
        caches.add(new CpuCache(level, size, sharers));
    }

    /** The kernel writes kibibytes, {@code 32K}; what is not a size is unknown. */
    static MemorySize size(String text) {
        return SIZE.matcher(text).matches() ? MemorySize.parse(text) : MemorySize.ofBytes(0);
    }
}
