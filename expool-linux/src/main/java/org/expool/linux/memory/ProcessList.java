package org.expool.linux.memory;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processes there are. Not listed again while none was born: the last number of /proc/loadavg is the pid that was
 * given to a process or thread last (proc_loadavg(5)). Not thread-safe.
 */
final class ProcessList {

    private final Path proc;
    private long lastBorn;

    ProcessList(Path proc) {
        this.proc = proc;
    }

    /** Whether one was born since this was asked last. */
    boolean hasGrown() {
        try {
            byte[] loads = Files.readAllBytes(proc.resolve("loadavg"));
            int last = loads.length;
            while (last > 0 && loads[last - 1] != ' ') {
                last--;
            }
            long born = new Digits(loads, last, loads.length).next();
            boolean grown = born != lastBorn;
            lastBorn = born;
            return grown;
        } catch (IOException e) {
            return true; // without it the list itself tells
        }
    }

    /**
     * All pids now.
     *
     * @throws UncheckedIOException if /proc is no longer there
     */
    List<Long> pids() {
        String[] names = new File(proc.toString()).list();
        if (names == null) {
            throw new UncheckedIOException(new IOException(proc + " cannot be listed"));
        }
        List<Long> pids = new ArrayList<>(names.length);
        for (String name : names) {
            if (name.charAt(0) >= '0' && name.charAt(0) <= '9') {
                pids.add(Long.valueOf(name));
            }
        }
        return pids;
    }
}
