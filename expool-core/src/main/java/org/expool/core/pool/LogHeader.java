package org.expool.core.pool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.expool.spi.LaunchStep;

/**
 * Writes a line with the time into the logs to which a job is about to append, if they are not empty; before a repeated
 * attempt in any case, so that the outputs of attempts can be told apart. The line begins as in PyExPool, so that a
 * filter finds both.
 */
final class LogHeader implements LaunchStep {

    private static final Logger LOG = System.getLogger(LogHeader.class.getName());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'# ----- 'uuuu-MM-dd HH:mm:ss' UTC '").withZone(ZoneOffset.UTC);

    private final Set<Path> files;
    private final int attempt;

    /**
     * For one start.
     *
     * @param attempt from 1
     */
    LogHeader(Set<Path> files, int attempt) {
        this.files = files;
        this.attempt = attempt;
    }

    @Override
    public void beforeSpawn() {
        for (Path file : files) {
            try {
                write(file);
            } catch (IOException e) {
                // If the file cannot be appended to, the launcher reports why.
                LOG.log(Level.DEBUG, "no header was written to " + file, e);
            }
        }
    }

    private void write(Path file) throws IOException {
        if (!Files.isRegularFile(file) || (attempt == 1 && Files.size(file) == 0)) {
            return;
        }
        String line = (endsWithinLine(file) ? "\n" : "")
                + TIME.format(Instant.now())
                + (attempt > 1 ? "attempt " + attempt + " " : "")
                + "-".repeat(30)
                + "\n";
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.APPEND)) {
            // One call, so that lines of jobs that append to the same file do not mix.
            log.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static boolean endsWithinLine(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long length = log.length();
            if (length == 0) {
                return false;
            }
            log.seek(length - 1);
            return log.read() != '\n';
        }
    }
}
