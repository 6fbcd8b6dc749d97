package org.expool.linux.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Processes that are sampled without their descendants, such as this JVM. Not thread-safe. */
final class SingleProcesses implements AutoCloseable {

    private final Path proc;
    private final Map<Long, JobProcess> known = new HashMap<>();

    SingleProcesses(Path proc) {
        this.proc = proc;
    }

    /** Removes ended processes that are not among those queried. */
    void update(Collection<Long> asked) {
        Set<Long> kept = Set.copyOf(asked);
        known.values().removeIf(process -> {
            boolean ended = !kept.contains(process.pid()) && process.hasEnded();
            if (ended) {
                process.close();
            }
            return ended;
        });
    }

    /** The process; null if there is none with this pid. */
    @Nullable
    JobProcess of(long pid) {
        JobProcess process = known.get(pid);
        if (process == null) {
            try {
                process = new JobProcess(pid, proc.resolve(Long.toString(pid)));
                known.put(pid, process);
            } catch (IOException ended) {
                return null;
            }
        }
        return process;
    }

    void forget(JobProcess ended) {
        ended.close();
        known.remove(ended.pid());
    }

    @Override
    public void close() {
        known.values().forEach(JobProcess::close);
        known.clear();
    }
}
