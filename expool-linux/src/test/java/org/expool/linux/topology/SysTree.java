package org.expool.linux.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/** Writes a small sysfs as a kernel would, including quirks. Not thread-safe. */
final class SysTree {

    private final Path root;

    SysTree(Path root) {
        this.root = root;
        write("sys/devices/system/cpu/kernel_max", "8191\n");
    }

    SysTree write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SysTree cpus(String path, String text) {
        return write("sys/devices/system/cpu/" + path, text);
    }

    SysTree online(String list) {
        return cpus("online", list + "\n");
    }

    /** A CPU with the siblings of its core and package. */
    SysTree cpu(int number, String core, String pack) {
        cpus("cpu" + number + "/topology/core_cpus", mask(core));
        return cpus("cpu" + number + "/topology/package_cpus", mask(pack));
    }

    /** CPUs that are each a core, in one package. */
    SysTree plainCpus(String list) {
        CpuSet.parse(list).stream().forEach(number -> cpu(number, "" + number, list));
        return online(list);
    }

    SysTree cache(int number, int index, int level, String type, String size, String sharers) {
        String folder = "cpu" + number + "/cache/index" + index + "/";
        cpus(folder + "level", level + "\n");
        cpus(folder + "type", type + "\n");
        cpus(folder + "size", size + "\n");
        return cpus(folder + "shared_cpu_map", mask(sharers));
    }

    SysTree node(int number, String list, long kilobytes) {
        String folder = "sys/devices/system/node/node" + number + "/";
        write(folder + "cpumap", mask(list));
        return write(folder + "meminfo", "\nNode " + number + " MemTotal:   " + kilobytes + " kB\n");
    }

    /** As the kernel prints it: 32-bit words. */
    static String mask(String list) {
        long[] words = CpuSet.parse(list).toWords();
        StringBuilder mask = new StringBuilder();
        for (int i = words.length - 1; i >= 0; i--) {
            mask.append(String.format("%08x,%08x", words[i] >>> 32, words[i] & 0xffffffffL));
            mask.append(i > 0 ? "," : "");
        }
        return mask.length() == 0 ? "00000000\n" : mask + "\n";
    }

    CpuTopology read() {
        return new SysfsTopologyProvider(root).topology();
    }
}
