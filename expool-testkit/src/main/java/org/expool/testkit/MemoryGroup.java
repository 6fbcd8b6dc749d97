package org.expool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.expool.MemorySize;

/**
 * A cgroup v1 group with little memory, in which a process that writes 0 to its {@code cgroup.procs} is soon killed by
 * the kernel. Removed when closed, without processes by then. Thread-safe.
 *
 * @param folder of the group
 */
public record MemoryGroup(Path folder) implements AutoCloseable {

    /** The variable with the folder, for hostile jobs. */
    public static final String VARIABLE = "MEMORY_GROUP";

    private static final Path HIERARCHY = Path.of("/sys/fs/cgroup/memory");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A new one below that of this process; empty without a cgroup v1 memory controller, or without the right. */
    public static Optional<MemoryGroup> limitedTo(MemorySize limit, String name) {
        try {
            Path own = ofThisProcess();
            Path folder = own.resolve(name);
            if (!Files.isWritable(own.resolve("memory.limit_in_bytes"))) {
                return Optional.empty();
            }
            Files.createDirectory(folder);
            Files.writeString(
                    folder.resolve("memory.limit_in_bytes"), Long.toString(limit.bytes()), StandardOpenOption.WRITE);
            return Optional.of(new MemoryGroup(folder));
        } catch (IOException e) {
            return Optional.empty(); // refused by the kernel, for instance in a container
        }
    }

    private static Path ofThisProcess() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> Arrays.asList(parts[1].split(",")).contains("memory"))
                .map(parts -> HIERARCHY.resolve(parts[2].substring(1)))
                .findFirst()
                .orElse(HIERARCHY.resolve("absent"));
    }

    /**
     * Removes it.
     *
     * @throws UncheckedIOException if there are still processes in it after 10 s
     */
    @Override
    public void close() {
        if (!Eventually.within(TIMEOUT).becomesTrue(this::remove)) {
            throw new UncheckedIOException(new IOException(folder + " cannot be removed: processes are in it"));
        }
    }

    private boolean remove() {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
