package org.expool.core.history;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.expool.core.memory.RecordedRun;

/**
 * The text format of a run: {@code v1 CHECKSUM PEAK SECONDS SIZE CATEGORY}. The checksum is the CRC-32 of the rest of the line
 * and detects truncated or joined lines. Stateless.
 */
final class HistoryLine {

    private static final String VERSION = "v1 ";

    private HistoryLine() {}

    /** The line, without its end. */
    static String of(RecordedRun run) {
        String content = run.peakBytes() + " " + run.seconds() + " " + run.size() + " " + escaped(run.category());
        return VERSION + checksum(content) + " " + content;
    }

    /** The run of a line; empty if the line is damaged or of another version. */
    static Optional<RecordedRun> parse(String line) {
        int checksumEnd = line.indexOf(' ', VERSION.length());
        if (!line.startsWith(VERSION) || checksumEnd < 0) {
            return Optional.empty();
        }
        String content = line.substring(checksumEnd + 1);
        String[] fields = content.split(" ", 4);
        if (fields.length < 4 || !line.substring(VERSION.length(), checksumEnd).equals(checksum(content))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecordedRun(
                    unescaped(fields[3]),
                    Double.parseDouble(fields[2]),
                    Long.parseLong(fields[0]),
                    Double.parseDouble(fields[1])));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    /** Whether the line is of a later version and must be preserved. */
    static boolean isOfOtherVersion(String line) {
        return line.matches("v[2-9] .*");
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static String escaped(String category) {
        return category.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder category = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length()) {
                i++;
                character = text.charAt(i) == 'n' ? '\n' : text.charAt(i) == 'r' ? '\r' : text.charAt(i);
            }
            category.append(character);
        }
        return category.toString();
    }
}
