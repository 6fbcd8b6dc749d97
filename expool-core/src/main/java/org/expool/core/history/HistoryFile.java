package org.expool.core.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.expool.core.memory.RecordedRun;
import org.jspecify.annotations.Nullable;

/**
 * A text file to which any number of pools, in any number of processes, append their finished runs. Thread-safe.
 *
 * <p>Appending takes no lock. Lines are appended by one write, which the kernel does not mix with others (open(2), O_APPEND). A
 * file that is too long is replaced by a shorter one ({@link Compaction}), and lines may just then be written to the replaced
 * file. So a writer checks afterwards whether the file is still the same, and else appends again; a compaction checks
 * afterwards whether the old file has grown, and appends these lines. At worst a run is recorded twice.
 */
public final class HistoryFile {

    /** Some hundred thousand runs. */
    public static final long DEFAULT_MAX_BYTES = 16 << 20;

    private final Path file;
    private final long maxBytes;

    /**
     * A file that need not exist yet.
     *
     * @param maxBytes length beyond which old runs are dropped, at least 1000
     */
    public HistoryFile(Path file, long maxBytes) {
        if (maxBytes < 1000) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " must be at least 1000");
        }
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /**
     * All runs, oldest first; empty if there is no file. Incomplete lines and lines of later versions are skipped.
     *
     * @throws IOException if it cannot be read
     */
    public List<RecordedRun> load() throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        for (String line : lines()) {
            HistoryLine.parse(line).ifPresent(runs::add);
        }
        return runs;
    }

    private List<String> lines() throws IOException {
        try {
            return Compaction.lines(Files.readAllBytes(file));
        } catch (NoSuchFileException noFile) {
            return List.of();
        }
    }

    /**
     * Appends runs; creates the file and its folder if necessary. Compacts the file if it is too long.
     *
     * @throws IOException if it cannot be written
     */
    public void append(List<RecordedRun> runs) throws IOException {
        StringBuilder lines = new StringBuilder();
        runs.forEach(run -> lines.append(HistoryLine.of(run)).append('\n'));
        appendLines(lines.toString());
        if (Files.size(file) > maxBytes) {
            new Compaction(this, file.toRealPath(), maxBytes / 2).run();
        }
    }

    /** Appends text that ends with a line feed. */
    void appendLines(String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        open().close(); // so that it has a key
        Object before;
        do {
            before = key(file);
            try (FileChannel channel = open()) {
                write(text, channel);
            }
        } while (!Objects.equals(before, key(file)));
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void write(String text, FileChannel channel) throws IOException {
        String start = endsALine() ? "" : "\n"; // a writer was killed while writing
        ByteBuffer bytes = ByteBuffer.wrap((start + text).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private boolean endsALine() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            return size == 0 || channel.read(last, size - 1) == 1 && last.get(0) == '\n';
        }
    }

    /** Identifies the file (inode), as its name may be taken by another; null where the file system has no such key. */
    static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException noFile) {
            return null;
        }
    }
}
