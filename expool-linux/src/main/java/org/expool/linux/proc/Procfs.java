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
 * Reads properties of processes; empty for processes that are gone or may not be read. Immutable and thread-safe.
 *
 * @param root where procfs is mounted
 */
public record Procfs(Path root) {

    /** An exec that has lost its CPU at the wrong moment continues within this time even on a busy host. */
    private static final long LONGEST_EXEC_NANOS = 2_000_000_000;

    private static final long EXEC_RETRY_NANOS = 200_000;

    /** The index of env_end among the fields of /proc/PID/stat that follow the name (proc(5)). */
    private static final int ENV_END = 48;

    /** All processes, at about one time. */
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

    /** Whether there is a process or thread with this id. */
    public boolean exists(long pid) {
        return root.resolve(Long.toString(pid)).toFile().exists();
    }

    /** The last id assigned to a process or thread; ids wrap around. */
    public long newestPid() {
        try {
            String[] fields = Files.readString(root.resolve("loadavg")).strip().split(" ");
            return Long.parseLong(fields[fields.length - 1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The environment of the last exec, separated by NUL; empty for a zombie. During an exec it is empty for a moment as
     * well (environ_read in fs/proc/base.c), so it is read again until the exec has ended.
     */
    public String environment(long pid) {
        String variables = read(pid, "environ");
        long deadline = System.nanoTime() + LONGEST_EXEC_NANOS;
        boolean inExec = true;
        while (inExec && variables.isEmpty() && hasProgram(pid) && System.nanoTime() < deadline) {
            inExec = isInExec(pid);
            if (inExec) {
                LockSupport.parkNanos(EXEC_RETRY_NANOS);
            }
            variables = read(pid, "environ");
        }
        return variables;
    }

    /** Of a process with a program: whether its new program has no environment yet. */
    private boolean isInExec(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > ENV_END && fields[ENV_END].equals("0");
    }

    /** False for zombies and kernel threads. */
    private boolean hasProgram(long pid) {
        try {
            return !Files.readSymbolicLink(root.resolve(pid + "/exe"))
                    .toString()
                    .isEmpty();
        } catch (IOException none) {
            return false;
        }
    }

    /** Its control groups, one per line. */
    public String groups(long pid) {
        return read(pid, "cgroup");
    }

    /** Its start time in ticks since boot, which with the pid identifies a process. */
    public String startTime(long pid) {
        ProcessStat now = stat(pid);
        return now.exists() ? String.valueOf(now.start()) : "";
    }

    /** Whether it exists and has not ended. */
    public boolean isAlive(long pid) {
        return stat(pid).isAlive();
    }

    /** Its state, read at one time. */
    public ProcessStat stat(long pid) {
        return ProcessStat.read(root.resolve(Long.toString(pid))).orElse(ProcessStat.NONE);
    }

    /** Its parent; 0 if there is none that is visible. */
    public long parent(long pid) {
        return stat(pid).parent();
    }

    /** The children of all its threads. */
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

    /** Its descendants; those that are forked or change their parents meanwhile may be missing. */
    public List<Long> descendants(long pid) {
        List<Long> found = new ArrayList<>(children(pid));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(children(found.get(i)));
        }
        return found;
    }

    /** An identifier of its PID namespace. */
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
