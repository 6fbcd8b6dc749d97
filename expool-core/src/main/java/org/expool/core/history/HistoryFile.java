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
 * A file of lines to which any number of pools, in any number of processes, append what their jobs took. Thread-safe.
 *
 * <p>Nobody locks anybody out. Lines are appended by one write, which the kernel does not mix with others (open(2),
 * O_APPEND). A file that has grown too long is replaced by a shorter one (see {@link Compaction}), and lines may just then be
 * written to the one that is no longer there. So who appends looks afterwards whether the file is still the same, and else
 * appends again; and who replaces looks afterwards whether the old one has grown meanwhile. At worst a run counts twice.
 */
public final class HistoryFile {

    /** Some hundred thousand runs. */
    public static final long DEFAULT_MOST_BYTES = 16 << 20;

    private final Path file;
    private final long mostBytes;

    /**
     * A file, that need not exist yet.
     *
     * @param mostBytes beyond which old runs are dropped, at least 1000
     */
    public HistoryFile(Path file, long mostBytes) {
        if (mostBytes < 1000) {
            throw new IllegalArgumentException("mostBytes " + mostBytes + " must be at least 1000");
        }
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /**
     * All runs, oldest first; empty if there is no file. What is not a whole line, or of a later version, is passed over.
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
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /**
     * Adds runs behind all others; makes the file and its folder if there are none. Shortens the file if it has become too
     * long.
     *
     * @throws IOException if it cannot be written
     */
    public void append(List<RecordedRun> runs) throws IOException {
        StringBuilder lines = new StringBuilder();
        runs.forEach(run -> lines.append(HistoryLine.of(run)).append('\n'));
        appendLines(lines.toString());
        if (Files.size(file) > mostBytes) {
            new Compaction(this, file.toRealPath(), mostBytes / 2).run();
        }
    }

    /** Adds text that ends a line. */
    void appendLines(String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        open().close(); // so that there is one to tell from others
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
        String start = endsALine() ? "" : "\n"; // somebody was cut off while writing
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

    /** What tells it from another file that takes its name; null where the system has no such thing. */
    static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException none) {
            return null;
        }
    }
}
