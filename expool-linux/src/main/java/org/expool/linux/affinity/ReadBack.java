package org.expool.linux.affinity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.MemoryBinding;

/**
 * Reads the CPU masks of a process's threads and its memory policy from procfs. Immutable and thread-safe.
 *
 * @param process its folder in procfs
 */
record ReadBack(Path process) {

    private static final Pattern CPUS = Pattern.compile("^Cpus_allowed_list:\\s*(\\S+)", Pattern.MULTILINE);

    /** Policies as in numa_maps, second field: {@code prefer:0}, {@code prefer (many):0-1}, {@code bind:0}. */
    private static final Pattern POLICY = Pattern.compile("^\\S+ (\\w+)(?: \\(many\\))?(?:[=\\w|]*:(\\S+))?");

    ReadBack(long pid) {
        this(Path.of("/proc/" + pid));
    }

    /** The first thread that may run outside of the placement; empty if there is none, or the process is gone. */
    Optional<String> cpuMismatch(CpuPlacement placement) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                Optional<CpuSet> cpus = cpus(text(thread.resolve("status")));
                if (cpus.isPresent() && !placement.cpus().containsAll(cpus.get())) {
                    return Optional.of("thread " + thread.getFileName() + " may run on CPUs " + cpus.get()
                            + " instead of " + placement.cpus() + " only");
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            // it has ended
        }
        return Optional.empty();
    }

    /** How the memory policy differs; empty if it does not, or cannot be read. */
    Optional<String> memoryMismatch(CpuPlacement placement) {
        if (!placement.bindsMemory()) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(process.resolve("numa_maps"))) {
            return lines.findFirst()
                    .filter(line -> !isAsPlaced(line, placement))
                    .map(line -> "its memory policy is "
                            + line.replaceFirst("^\\S+ ", "").replaceFirst(" .*", "")
                            + " instead of " + placement.memory().name().toLowerCase(Locale.ROOT) + ":"
                            + placement.memoryNodes());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    static boolean isAsPlaced(String line, CpuPlacement placement) {
        Matcher policy = POLICY.matcher(line);
        if (!policy.find()) {
            return true;
        }
        boolean strict = placement.memory() == MemoryBinding.BIND;
        if (!strict) {
            // A preference that was not granted is no mismatch, but a bound policy is.
            return !policy.group(1).equals("bind");
        }
        return policy.group(1).equals("bind")
                && policy.group(2) != null
                && placement.memoryNodes().containsAll(CpuSet.parse(policy.group(2)));
    }

    static Optional<CpuSet> cpus(String status) {
        Matcher line = CPUS.matcher(status);
        return line.find() ? Optional.of(CpuSet.parse(line.group(1))) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
