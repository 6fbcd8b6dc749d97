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
 * Replaces a file that is too long by its newest lines, of each category as many as a predictor uses; owner and permissions
 * stay the same. If another compaction is running, does nothing. Immutable and thread-safe.
 *
 * @param history the file for appending
 * @param file its real path; a symbolic link would be replaced
 * @param maxBytes of the remaining lines
 */
record Compaction(HistoryFile history, Path file, long maxBytes) {

    private static final int MAX_PER_CATEGORY = 256;

    void run() throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        boolean isNew = Files.notExists(lockFile);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (isNew) {
                FileRights.of(file).applyTo(lockFile); // so that other users can lock it
            }
            if (lock != null && HistoryFile.key(file) != null && Files.size(file) > maxBytes) {
                replace();
            }
        }
    }

    /** Null if another process, or another pool of this process, has the lock. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException lockedInThisProcess) {
            return null;
        }
    }

    private void replace() throws IOException {
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] content = read(old, 0);
            Path shorter = Files.createTempFile(file.getParent(), ".expool-history-", ".tmp");
            try {
                Files.writeString(shorter, kept(lines(content)));
                FileRights.of(file).applyTo(shorter);
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
            // until the end
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
        for (int i = lines.size() - 1; i >= 0 && bytes <= maxBytes; i--) {
            String line = lines.get(i);
            String category = HistoryLine.parse(line).map(RecordedRun::category).orElse(null);
            boolean isKept = category == null
                    ? HistoryLine.isOfOtherVersion(line)
                    : ofCategory.merge(category, 1, Integer::sum) <= MAX_PER_CATEGORY;
            if (isKept) {
                bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
                kept.addFirst(line + "\n");
            }
        }
        return String.join("", kept);
    }
}
