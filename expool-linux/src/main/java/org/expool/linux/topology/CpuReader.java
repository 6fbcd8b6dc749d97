package org.expool.linux.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.expool.CpuSet;

/**
 * Reads cores, packages and kinds of cores from /sys/devices/system/cpu (Documentation/admin-guide/cputopology.rst of the
 * kernel). Masks are read rather than lists, which older kernels truncate after a page. Not thread-safe.
 */
final class CpuReader {

    /** Folders of the performance counters of hybrid Intel CPUs, the least powerful kind first. */
    private static final List<String> INTEL_KINDS = List.of("cpu_lowpower", "cpu_atom", "cpu_core");

    private final Attributes devices;
    private final Attributes cpu;

    /**
     * Below one tree.
     *
     * @param devices the folder devices
     * @param cpu the folder devices/system/cpu
     */
    CpuReader(Attributes devices, Attributes cpu) {
        this.devices = devices;
        this.cpu = cpu;
    }

    /** The online CPUs. Folders of offline CPUs may remain, and old kernels have no list of online CPUs. */
    CpuSet online() {
        Optional<CpuSet> listed = cpu.list("online").filter(set -> !set.isEmpty());
        return listed.orElseGet(() -> CpuSet.of(cpu.numbered("", "cpu").stream()
                .filter(number ->
                        !cpu.text("cpu" + number + "/online").orElse("1").equals("0"))
                .mapToInt(Integer::intValue)
                .toArray()));
    }

    List<CpuSet> cores(CpuSet online) {
        List<CpuSet> cores = new ArrayList<>();
        CpuSet remaining = online;
        while (!remaining.isEmpty()) {
            int first = remaining.first();
            CpuSet core = sameCore(first, shared(first, remaining, "core_cpus", "thread_siblings"));
            cores.add(core);
            remaining = remaining.minus(core);
        }
        return cores;
    }

    List<CpuSet> packages(CpuSet online) {
        List<CpuSet> packages = new ArrayList<>();
        CpuSet remaining = online;
        while (!remaining.isEmpty()) {
            CpuSet one = shared(remaining.first(), remaining, "package_cpus", "core_siblings");
            packages.add(one);
            remaining = remaining.minus(one);
        }
        return packages;
    }

    /** The attribute has a new and an old name; without either the CPU shares nothing. */
    private CpuSet shared(int number, CpuSet remaining, String name, String oldName) {
        String folder = "cpu" + number + "/topology/";
        return cpu.firstMask(folder + name, folder + oldName)
                .map(remaining::intersection)
                .orElse(CpuSet.empty())
                .union(CpuSet.of(number));
    }

    /** Siblings with different core ids share a module (as on AMD's Bulldozer), but are not one core. */
    private CpuSet sameCore(int first, CpuSet siblings) {
        if (siblings.size() == 1) {
            return siblings;
        }
        Optional<Long> id = coreId(first);
        return CpuSet.of(
                siblings.stream().filter(other -> coreId(other).equals(id)).toArray());
    }

    private Optional<Long> coreId(int number) {
        return cpu.number("cpu" + number + "/topology/core_id");
    }

    /**
     * Kinds of cores, from Intel's two kinds of counters, from the capacities of ARM, else from different base frequencies.
     */
    List<CpuSet> kinds(CpuSet online, List<CpuSet> cores) {
        List<CpuSet> intel = INTEL_KINDS.stream()
                .map(name -> devices.list(name + "/cpus").orElse(CpuSet.empty()).intersection(online))
                .filter(kind -> !kind.isEmpty())
                .toList();
        if (intel.size() > 1) {
            return intel;
        }
        return byPower("/cpu_capacity", cores)
                .orElseGet(() -> byPower("/cpufreq/base_frequency", cores).orElse(List.of()));
    }

    private Optional<List<CpuSet>> byPower(String attribute, List<CpuSet> cores) {
        if (!cpu.exists("cpu" + cores.get(0).first() + attribute)) {
            return Optional.empty();
        }
        long[] powers = cores.stream()
                .mapToLong(core -> cpu.number("cpu" + core.first() + attribute).orElse(-1L))
                .toArray();
        SortedMap<Long, List<CpuSet>> kinds = IntStream.range(0, powers.length)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> powers[i], TreeMap::new, Collectors.mapping(cores::get, Collectors.toList())));
        return kinds.size() < 2 || kinds.containsKey(-1L)
                ? Optional.empty()
                : Optional.of(kinds.values().stream().map(CpuSet::union).toList());
    }
}
