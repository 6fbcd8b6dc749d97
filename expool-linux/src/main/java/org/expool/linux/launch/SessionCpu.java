package org.expool.linux.launch;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.expool.linux.proc.ProcessStat;
import org.expool.linux.proc.Procfs;

/** The CPU time of all processes of a session, with that of children that were waited for. Stateless. */
final class SessionCpu {

    private static final long NANOS_PER_TICK = 10_000_000;

    private SessionCpu() {}

    /** In nanoseconds; empty if the session has no process. */
    static OptionalLong of(int session) {
        Procfs procfs = new Procfs(Path.of("/proc"));
        boolean exists = false;
        long ticks = 0;
        try {
            for (long pid : procfs.pids()) {
                ProcessStat process = procfs.stat(pid);
                if (process.exists() && process.session() == session) {
                    exists = true;
                    ticks += process.cpuTicks();
                }
            }
        } catch (UncheckedIOException unknown) {
            return OptionalLong.empty();
        }
        return exists ? OptionalLong.of(ticks * NANOS_PER_TICK) : OptionalLong.empty();
    }
}
