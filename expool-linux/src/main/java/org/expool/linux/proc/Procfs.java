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
        ProcessStat now = stat(pid);
        return now.isThere() ? String.valueOf(now.start()) : "";
    }

    /** Whether it is there and has not ended. */
    public boolean isAlive(long pid) {
        return stat(pid).isAlive();
    }

    /** All of its line, read at one moment. */
    public ProcessStat stat(long pid) {
        return ProcessStat.read(root.resolve(Long.toString(pid))).orElse(ProcessStat.NONE);
    }

    /** The process that it is a child of; 0 if there is none to be seen. */
    public long parent(long pid) {
        return stat(pid).parent();
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

    private String read(long pid, String file) {
        try {
            return Files.readString(root.resolve(pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }
}
