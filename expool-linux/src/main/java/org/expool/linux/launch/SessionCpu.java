package org.expool.linux.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The CPU time of all processes of a session, with that of children that were waited for, from /proc/PID/stat (proc(5)): fields 14
 * to 17 in ticks, of which Linux shows 100 a second on every platform. Stateless.
 */
final class SessionCpu {

    private static final long NANOS_PER_TICK = 10_000_000;

    /** Positions after the name, the third field of the line being the first. */
    private static final int SESSION = 3;

    private static final int USER = 11;
    private static final int SYSTEM_OF_CHILDREN = 14;

    private SessionCpu() {}

    /** In nanoseconds; empty if no process of the session is there. */
    static OptionalLong of(int session) {
        long ticks = -1;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long used = ticks(process, session);
                ticks = used < 0 ? ticks : Math.max(0, ticks) + used;
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return ticks < 0 ? OptionalLong.empty() : OptionalLong.of(ticks * NANOS_PER_TICK);
    }

    /** Negative if it is not of the session, or has vanished. */
    private static long ticks(Path process, int session) {
        try {
            String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(") ") + 2).split(" ");
            if (fields.length <= SYSTEM_OF_CHILDREN || Integer.parseInt(fields[SESSION]) != session) {
                return -1;
            }
            long sum = 0;
            for (int i = USER; i <= SYSTEM_OF_CHILDREN; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException | NumberFormatException vanished) {
            return -1;
        }
    }
}
