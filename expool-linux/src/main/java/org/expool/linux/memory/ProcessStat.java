package org.expool.linux.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one line of /proc/PID/stat says of a process that never changes, but for its parent. Immutable and thread-safe.
 *
 * @param pid the process
 * @param parent its parent; 0 for none
 * @param session the first process of its session
 * @param start when it was started, in clock ticks since the machine was: with the pid it names a process for good
 */
record ProcessStat(long pid, long parent, long session, long start) {

    /** Positions after the name, the third field of the line being the first. */
    private static final int PARENT = 1;

    private static final int SESSION = 3;
    private static final int START = 19;

    /** Reads /proc/PID/stat. Returns empty for a process that has vanished. */
    static Optional<ProcessStat> read(Path process) {
        try {
            return parse(Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException vanished) {
            return Optional.empty();
        }
    }

    /**
     * Reads the line. The second field, the name in parentheses, may itself hold spaces and parentheses, so fields are
     * counted from the last closing one.
     *
     * @return empty if it is not such a line, as of a process that vanished while it was read
     */
    static Optional<ProcessStat> parse(String line) {
        int open = line.indexOf(" (");
        int close = line.lastIndexOf(") ");
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 2).strip().split(" ");
        if (fields.length <= START) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessStat(
                    Long.parseLong(line.substring(0, open)),
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[SESSION]),
                    Long.parseLong(fields[START])));
        } catch (NumberFormatException notNumbers) {
            return Optional.empty();
        }
    }
}
