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
 * Samples the memory of a pool's running jobs, each in the way that it asks for, of this process and of the host. Jobs
 * are added and removed by the thread that drains events; one thread at a time samples.
 */
final class MemoryWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MemoryWatch.class.getName());
    private static final Way OF_THIS_PROCESS = new Way(MemoryKind.PROCESS, MemoryMeasure.RESIDENT);

    private final Map<Long, SubmittedJob> running = new ConcurrentHashMap<>();
    private final PssSampler proportional = new PssSampler();
    private final long self = ProcessHandle.current().pid();
    private final MemorySession session;
    private final PoolMemory settings;
    private final Publisher publisher;

    MemoryWatch(MemorySession session, PoolMemory settings, Publisher publisher) {
        this.publisher = publisher;
        this.session = session;
        this.settings = settings;
    }

    /** How a job is sampled. */
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

    /** Whether the kernel may limit the job as a whole: only if all its processes count towards its memory. */
    boolean countsTree(Job job) {
        return Way.of(job, settings).kind() == MemoryKind.TREE;
    }

    void started(SubmittedJob job, long pid) {
        running.put(pid, job);
    }

    /** The number of the process may be that of another job's by now. */
    void ended(SubmittedJob job, long pid) {
        running.remove(pid, job);
    }

    /**
     * Takes a sample; leaves out what cannot be read.
     *
     * @param pids of running jobs
     * @param processes where they run
     */
    Event.MemorySampled sample(Collection<Long> pids, LaunchSession processes) {
        try {
            return measure(pids, processes);
        } catch (RuntimeException | Error e) { // a provider's fault costs one sample
            publisher.warn(LOG, "the memory of running jobs could not be sampled", e);
            return new Event.MemorySampled(Map.of(), null, 0);
        }
    }

    /** The memory of this process, in bytes; 0 for unknown. */
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
        return new Event.MemorySampled(readings, host(), own == null ? heap() : own.bytes());
    }

    /**
     * Jobs that lost some, but not all processes to the kernel's OOM killer at the job's own limit.
     */
    List<Event.OomKilled> oomKilled(Collection<Long> pids, LaunchSession processes) {
        try {
            return findOomKilled(pids, processes);
        } catch (RuntimeException | Error e) { // a provider's fault costs one sample
            publisher.warn(LOG, "whether the kernel has killed processes of running jobs could not be read", e);
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

    /** The memory that all jobs of this process can use. */
    HostMemory host() {
        return session.host();
    }

    /** A lower bound, where the memory of this process is unknown. */
    private static long heap() {
        return Runtime.getRuntime().totalMemory();
    }

    @Override
    public void close() {
        session.close();
    }
}
