package org.expool.linux.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The state of a process, from the line of /proc/PID/stat (proc(5)). Immutable and thread-safe.
 *
 * @param pid the process
 * @param state one letter; 0 in {@link #NONE}
 * @param parent its parent; 0 for none that is visible
 * @param session its session leader
 * @param cpuTicks its CPU time with that of waited-for children, in ticks of 10 ms on every platform
 * @param start its start time in ticks since boot, which with the pid identifies a process
 */
public record ProcessStat(long pid, char state, long parent, long session, long cpuTicks, long start) {

    public static final ProcessStat NONE = new ProcessStat(0, '\0', 0, 0, 0, -1);

    /** Longer than any line: 52 numbers of at most 20 digits, and a name of at most 64 characters. */
    private static final int LONGEST_LINE = 1200;

    /** Indexes of numbers after the name; the state is not a number. */
    private static final int SESSION = 3;

    private static final int USER = 11;
    private static final int SYSTEM_OF_CHILDREN = 14;
    private static final int START = 19;

    /** Whether there is such a process, possibly a zombie. */
    public boolean exists() {
        return start >= 0;
    }

    /** Whether it exists and has not ended. */
    public boolean isAlive() {
        return exists() && state != 'Z' && state != 'X';
    }

    /** Reads /proc/PID/stat. Returns empty for a process that has vanished. */
    public static Optional<ProcessStat> read(Path process) {
        try (ProcFile file = new ProcFile(process.resolve("stat"))) {
            byte[] line = new byte[LONGEST_LINE];
            return parse(line, file.read(line));
        } catch (IOException vanished) {
            return Optional.empty();
        }
    }

    /**
     * Parses the line. The second field, the name in parentheses, may contain spaces and parentheses, so numbers are counted
     * from the last closing parenthesis.
     *
     * @return empty if it is no such line, for instance of a process that ended while it was read
     */
    public static Optional<ProcessStat> parse(byte[] line, int length) {
        int close = length - 1;
        while (close >= 0 && line[close] != ')') {
            close--;
        }
        long pid = new Digits(line, 0, length).next();
        Digits numbers = new Digits(line, close + 1, length);
        long parent = numbers.next();
        long session = numbers.next(SESSION - 1);
        long ticks = numbers.next(USER - SESSION);
        for (int field = USER; field < SYSTEM_OF_CHILDREN; field++) {
            ticks += numbers.next();
        }
        long start = numbers.next(START - SYSTEM_OF_CHILDREN);
        return close < 0 || start < 0
                ? Optional.empty()
                : Optional.of(new ProcessStat(pid, (char) line[close + 2], parent, session, ticks, start));
    }
}
