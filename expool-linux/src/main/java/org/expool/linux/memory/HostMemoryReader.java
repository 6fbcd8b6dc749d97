package org.expool.linux.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.proc.Digits;
import org.expool.spi.HostMemory;
import org.expool.spi.HostMemory.Pressure;
import org.jspecify.annotations.Nullable;

/**
 * Reads the available memory: the minimum of MemAvailable (proc_meminfo(5)) and the rest of each ancestor group's limit.
 * Thread-safe.
 */
final class HostMemoryReader {

    private final Path proc;
    private final CgroupTree cgroups;

    /**
     * For the host whose files are below a root.
     *
     * @param root "/", but for tests
     */
    HostMemoryReader(Path root) {
        proc = root.resolve("proc");
        cgroups = new CgroupTree(root);
    }

    /**
     * Reads.
     *
     * @throws UncheckedIOException if there is no meminfo
     */
    HostMemory read() {
        long total = 0;
        long available = 0;
        try {
            for (String line : Files.readAllLines(proc.resolve("meminfo"))) {
                if (line.startsWith("MemTotal:")) {
                    total = Digits.of(line).next() * 1024;
                } else if (line.startsWith("MemAvailable:")) {
                    available = Digits.of(line).next() * 1024;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String limitedBy = "the host";
        for (CgroupFolder group : cgroups.ownAndAbove()) {
            long limit = group.limit();
            if (limit != CgroupFolder.NO_LIMIT) {
                total = Math.min(total, limit);
                long granted = Math.max(0, limit - group.chargedBytes());
                if (granted < available) {
                    available = granted;
                    limitedBy = "control group " + group.folder();
                }
            }
        }
        return new HostMemory(total, available, limitedBy, pressure());
    }

    private @Nullable Pressure pressure() {
        try {
            Path folder = proc.resolve("pressure");
            return new Pressure(
                    total(folder.resolve("cpu"), "some"),
                    total(folder.resolve("memory"), "some"),
                    total(folder.resolve("memory"), "full"));
        } catch (IOException absent) {
            return null; // a kernel before 4.20, or without CONFIG_PSI
        }
    }

    private static long total(Path file, String which) throws IOException {
        for (String line : Files.readAllLines(file)) {
            int total = line.indexOf("total=");
            if (line.startsWith(which) && total >= 0) {
                return Digits.of(line.substring(total)).next();
            }
        }
        throw new IOException(file + " has no total of " + which);
    }
}
