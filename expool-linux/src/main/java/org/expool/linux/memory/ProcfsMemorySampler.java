package org.expool.linux.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.expool.spi.Availability;
import org.expool.spi.MemorySampler;

/**
 * Reads the resident memory of process trees from /proc, all in one sweep. A descendant whose parents have ended belongs
 * to no tree any more. Thread-safe.
 */
public final class ProcfsMemorySampler implements MemorySampler {

    /** The entry of /proc/self/auxv that holds the size of a page. */
    private static final long AT_PAGESZ = 6;

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
        return pageSize().isPresent() && stat(proc.resolve("self")).isPresent()
                ? Availability.available()
                : Availability.unavailable(
                        proc + "/self/stat and auxv cannot be read: Linux has them where /proc is mounted");
    }

    /**
     * One sweep.
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
        return new ProcessTable(sweep())
                .residentPages(pids).entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, pages -> pages.getValue() * page));
    }

    private List<ProcessStat> sweep() {
        List<ProcessStat> processes = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                stat(entry).ifPresent(processes::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return processes;
    }

    /** Empty for a process that has vanished since it was listed. */
    private static Optional<ProcessStat> stat(Path process) {
        try {
            return ProcessStat.parse(Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException vanished) {
            return Optional.empty();
        }
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
