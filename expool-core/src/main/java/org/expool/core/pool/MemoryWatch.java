package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.Job;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.PoolMemory;
import org.expool.core.schedule.Event;
import org.expool.spi.HostMemory;
import org.expool.spi.LaunchSession;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryQuery.Root;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;

/**
 * Looks at the memory of a pool's running jobs, each in the way that it asks for, of this process and of the machine. Told
 * of jobs by the thread whose turn it is, used for looking by one thread at a time.
 */
final class MemoryWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MemoryWatch.class.getName());
    private static final Way OF_THIS_PROCESS = new Way(MemoryKind.PROCESS, MemoryMeasure.RESIDENT);

    private final Map<Long, SubmittedJob> running = new ConcurrentHashMap<>();
    private final PssSampler proportional = new PssSampler();
    private final long self = ProcessHandle.current().pid();
    private final MemorySession session;
    private final PoolMemory settings;

    MemoryWatch(MemorySession session, PoolMemory settings) {
        this.session = session;
        this.settings = settings;
    }

    /** How a job is to be looked at. */
    private record Way(MemoryKind kind, MemoryMeasure measure) {

        static Way of(Job job, PoolMemory pool) {
            MemoryKind kind = job.memoryKind();
            MemoryMeasure measure = job.memoryMeasure();
            return new Way(kind == null ? pool.kind() : kind, measure == null ? pool.measure() : measure);
        }

        MemoryQuery query(List<Root> roots) {
            return new MemoryQuery(roots, kind, measure);
        }
    }

    /** Whether the kernel may limit the job as a whole: where other processes of it do not count, it would not be the same. */
    boolean countsTree(Job job) {
        return Way.of(job, settings).kind() == MemoryKind.TREE;
    }

    /** A job runs. */
    void started(SubmittedJob job, long pid) {
        running.put(pid, job);
    }

    /** Its process has ended. */
    void ended(long pid) {
        running.remove(pid);
    }

    /**
     * Looks; what cannot be seen is left out.
     *
     * @param pids of running jobs
     * @param processes where they run
     */
    Event.MemorySampled sample(Collection<Long> pids, LaunchSession processes) {
        try {
            return measure(pids, processes);
        } catch (RuntimeException | Error e) { // a provider's fault costs one look
            UserCodeErrors.log(LOG, "the memory of running jobs could not be sampled", e);
            return new Event.MemorySampled(Map.of(), null, 0);
        }
    }

    /** What this process itself holds, in bytes; 0 if nobody can tell. */
    long own() {
        MemoryReading own =
                session.sample(OF_THIS_PROCESS.query(List.of(Root.of(self)))).get(self);
        return own == null ? 0 : own.bytes();
    }

    private Event.MemorySampled measure(Collection<Long> pids, LaunchSession processes) {
        Map<Way, List<Root>> roots = new LinkedHashMap<>();
        for (long pid : pids) {
            SubmittedJob job = running.get(pid);
            if (job != null) {
                roots.computeIfAbsent(Way.of(job.job(), settings), way -> new ArrayList<>())
                        .add(new Root(pid, processes.memoryGroup(job.id())));
            }
        }
        roots.computeIfAbsent(OF_THIS_PROCESS, way -> new ArrayList<>()).add(Root.of(self));
        Map<Long, MemoryReading> readings = new HashMap<>();
        roots.forEach((way, each) -> readings.putAll(
                way.measure() == MemoryMeasure.PROPORTIONAL
                        ? proportional.sample(session, way.kind(), each)
                        : session.sample(way.query(each))));
        proportional.retain(pids);
        MemoryReading own = readings.remove(self);
        return new Event.MemorySampled(readings, machine(), own == null ? heap() : own.bytes());
    }

    /**
     * Jobs with a limit of their own of which the kernel has ended a part for it. Where it ends all of a job at once there
     * is nothing to be found.
     */
    List<Event.OomKilled> oomKilled(Collection<Long> pids, LaunchSession processes) {
        try {
            return findOomKilled(pids, processes);
        } catch (RuntimeException | Error e) { // a provider's fault costs one look
            UserCodeErrors.log(LOG, "whether the kernel has ended parts of running jobs could not be seen", e);
            return List.of();
        }
    }

    private List<Event.OomKilled> findOomKilled(Collection<Long> pids, LaunchSession processes) {
        List<Event.OomKilled> found = new ArrayList<>();
        for (long pid : pids) {
            SubmittedJob job = running.get(pid);
            if (job != null && job.job().memoryLimit() != null && processes.oomKills(job.id()) > 0) {
                found.add(new Event.OomKilled(job, pid));
            }
        }
        return found;
    }

    /** What all this process's jobs can have. */
    HostMemory machine() {
        return session.host();
    }

    /** Where nobody can tell what this process holds: at least that. */
    private static long heap() {
        return Runtime.getRuntime().totalMemory();
    }

    @Override
    public void close() {
        session.close();
    }
}
