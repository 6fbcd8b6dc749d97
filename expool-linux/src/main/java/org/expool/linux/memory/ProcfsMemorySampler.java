package org.expool.linux.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.expool.spi.Availability;
import org.expool.spi.MemorySampler;

/**
 * Reads the resident memory of process trees from /proc: of few trees by walking down each, so that a pool that runs one
 * long job costs next to nothing; of many in one sweep over all processes. A descendant whose parents have ended
 * belongs to no tree any more. Thread-safe.
 */
public final class ProcfsMemorySampler implements MemorySampler {

    /** The entry of /proc/self/auxv that holds the size of a page. */
    private static final long AT_PAGESZ = 6;

    /** From this many trees on a sweep over all processes of an ordinary machine is cheaper than that many walks. */
    private static final int MANY = 32;

    private final Path proc;

    /** Of this machine. */
    public ProcfsMemorySampler() {
        this(Path.of("/proc"));
    }

    ProcfsMemorySampler(Path proc) {
        this.proc = proc;
    }

    @Override
    public String name() {
        return "procfs";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public Availability availability() {
        return pageSize().isPresent() && ProcessStat.read(proc.resolve("self")).isPresent()
                ? Availability.available()
                : Availability.unavailable(
                        proc + "/self/stat and auxv cannot be read: Linux has them where /proc is mounted");
    }

    /**
     * Looks now.
     *
     * @throws UncheckedIOException if /proc is no longer there
     */
    @Override
    public Map<Long, Long> residentBytes(Collection<Long> pids) {
        if (pids.isEmpty()) {
            return Map.of();
        }
        long page =
                pageSize().orElseThrow(() -> new UncheckedIOException(new IOException(proc + "/self/auxv is gone")));
        return residentPages(pids).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, pages -> pages.getValue() * page));
    }

    private Map<Long, Long> residentPages(Collection<Long> pids) {
        ChildrenWalk walk = new ChildrenWalk(proc);
        return pids.size() < MANY && walk.supported() ? walk.residentPages(pids) : sweep(pids);
    }

    Map<Long, Long> sweep(Collection<Long> pids) {
        return new ProcessTable(processes()).residentPages(pids);
    }

    private List<ProcessStat> processes() {
        List<ProcessStat> processes = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                ProcessStat.read(entry).ifPresent(processes::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return processes;
    }

    private OptionalLong pageSize() {
        try {
            ByteBuffer vector = ByteBuffer.wrap(Files.readAllBytes(proc.resolve("self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (vector.remaining() >= 2 * Long.BYTES) {
                long key = vector.getLong();
                long value = vector.getLong();
                if (key == AT_PAGESZ) {
                    return OptionalLong.of(value);
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
