package org.expool.linux.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at single processes; what has vanished, or may not be looked at, is empty. Immutable and thread-safe.
 *
 * @param root where procfs is mounted
 */
public record Procfs(Path root) {

    /** Fields of /proc/PID/stat after the name, the first being the state. */
    private static final int PARENT = 1;

    private static final int SESSION = 3;
    private static final int START_TIME = 19;

    /**
     * One process at one moment.
     *
     * @param state one letter; empty if it is not there
     * @param parent 0 if there is none to be seen
     * @param session the number of its session
     * @param begin when it began, as {@link Procfs#startTime}
     */
    public record Status(String state, long parent, long session, String begin) {

        /** Whether it is there and has not ended. */
        public boolean isAlive() {
            return !state.isEmpty() && !state.equals("Z") && !state.equals("X");
        }
    }

    private static final int EXEC_LOOKS = 5;
    private static final long EXEC_PAUSE = 200_000;

    /** All processes at about one moment. */
    public List<Long> pids() {
        String[] names = root.toFile().list();
        if (names == null) {
            throw new UncheckedIOException(new IOException(root + " cannot be listed"));
        }
        List<Long> pids = new ArrayList<>();
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                pids.add(Long.valueOf(name));
            }
        }
        return pids;
    }

    /** Whether there is a process or thread of this number. */
    public boolean exists(long pid) {
        return root.resolve(Long.toString(pid)).toFile().exists();
    }

    /** The number that was given to a process or thread last; numbers come round. */
    public long newestPid() {
        try {
            String[] fields = Files.readString(root.resolve("loadavg")).strip().split(" ");
            return Long.parseLong(fields[fields.length - 1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The variables the program was executed with, separated by NUL; a zombie has none. While a process executes another
     * program it has none for a moment either (environ_read in fs/proc/base.c), so one that has a program is asked
     * again.
     */
    public String environment(long pid) {
        String variables = read(pid, "environ");
        for (int again = 0; again < EXEC_LOOKS && variables.isEmpty() && hasProgram(pid); again++) {
            LockSupport.parkNanos(EXEC_PAUSE);
            variables = read(pid, "environ");
        }
        return variables;
    }

    /** False for zombies and threads of the kernel. */
    private boolean hasProgram(long pid) {
        try {
            return !Files.readSymbolicLink(root.resolve(pid + "/exe"))
                    .toString()
                    .isEmpty();
        } catch (IOException none) {
            return false;
        }
    }

    /** Its control groups, one a line. */
    public String groups(long pid) {
        return read(pid, "cgroup");
    }

    /** When it began, in ticks since the machine did; with the pid this names a process for ever. */
    public String startTime(long pid) {
        return status(pid).begin();
    }

    /** Whether it is there and has not ended. */
    public boolean isAlive(long pid) {
        return status(pid).isAlive();
    }

    /** All of it read at one moment. */
    public Status status(long pid) {
        String[] fields = afterName(pid);
        return fields.length > START_TIME
                ? new Status(
                        fields[0], Long.parseLong(fields[PARENT]), Long.parseLong(fields[SESSION]), fields[START_TIME])
                : new Status(fields[0], 0, 0, "");
    }

    /** The process that it is a child of; 0 if there is none to be seen. */
    public long parent(long pid) {
        return status(pid).parent();
    }

    /** Its children, whichever of its threads made them. */
    public List<Long> children(long pid) {
        String[] threads = root.resolve(pid + "/task").toFile().list();
        List<Long> found = new ArrayList<>();
        for (String thread : threads == null ? new String[0] : threads) {
            String list = read(pid, "task/" + thread + "/children").strip();
            for (String child : list.isEmpty() ? new String[0] : list.split(" ")) {
                found.add(Long.valueOf(child));
            }
        }
        return found;
    }

    /** Its children, theirs and so on; those that are born or change their parents meanwhile may be missing. */
    public List<Long> descendants(long pid) {
        List<Long> found = new ArrayList<>(children(pid));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(children(found.get(i)));
        }
        return found;
    }

    /** Names its PID namespace. */
    public String namespace(long pid) {
        try {
            return Files.readSymbolicLink(root.resolve(pid + "/ns/pid")).toString();
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }

    private String[] afterName(long pid) {
        String line = read(pid, "stat");
        return line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
    }

    private String read(long pid, String file) {
        try {
            return Files.readString(root.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }
}
