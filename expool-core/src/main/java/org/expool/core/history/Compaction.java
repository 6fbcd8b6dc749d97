package org.expool.core.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.core.memory.RecordedRun;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file that is too long by the newest of its lines, of each category no more than a predictor remembers; who may
 * read and write it stays the same. One at a time: who finds another at it leaves it to him. Immutable and thread-safe.
 *
 * @param history the file as others see it
 * @param file its name, which is not that of a link, as that would be replaced
 * @param mostBytes of what is kept
 */
record Compaction(HistoryFile history, Path file, long mostBytes) {

    private static final int MOST_OF_CATEGORY = 256;

    void run() throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        boolean isNew = Files.notExists(lockFile);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (isNew) {
                FileRights.of(file).giveTo(lockFile); // so that the next one can lock it
            }
            if (lock != null && HistoryFile.key(file) != null && Files.size(file) > mostBytes) {
                replace();
            }
        }
    }

    /** Null if another process, or another pool of this one, is at it. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private void replace() throws IOException {
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] content = read(old, 0);
            Path shorter = Files.createTempFile(file.getParent(), ".expool-history-", ".tmp");
            try {
                Files.writeString(shorter, kept(lines(content)));
                FileRights.of(file).giveTo(shorter);
                Files.move(shorter, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(shorter);
            }
            byte[] late = read(old, content.length);
            if (late.length > 0) {
                history.appendLines(new String(late, StandardCharsets.UTF_8) + "\n");
            }
        }
    }

    private static byte[] read(FileChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // until there is no more
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static List<String> lines(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).lines().toList();
    }

    private String kept(List<String> lines) {
        Map<String, Integer> ofCategory = new HashMap<>();
        Deque<String> kept = new ArrayDeque<>();
        long bytes = 0;
        for (int i = lines.size() - 1; i >= 0 && bytes <= mostBytes; i--) {
            String line = lines.get(i);
            String category = HistoryLine.parse(line).map(RecordedRun::category).orElse(null);
            boolean isKept = category == null
                    ? HistoryLine.isOfOtherVersion(line)
                    : ofCategory.merge(category, 1, Integer::sum) <= MOST_OF_CATEGORY;
            if (isKept) {
                bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
                kept.addFirst(line + "\n");
            }
        }
        return String.join("", kept);
    }
}
