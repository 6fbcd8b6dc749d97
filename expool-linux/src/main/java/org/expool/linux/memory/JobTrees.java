package org.expool.linux.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.expool.linux.proc.ProcessStat;
import org.expool.linux.proc.Procfs;
import org.jspecify.annotations.Nullable;

/**
 * Which processes belong to which job. A process belongs to the job of its parent, or of its session leader, for life, also
 * when its parent has ended. So the origin of each process is determined once. Unrelated processes are rechecked from time
 * to time, as their pids may be used again. Not thread-safe.
 */
final class JobTrees implements AutoCloseable {

    /** The number of scans in which all unrelated processes are rechecked. */
    private static final int SCANS_PER_RECHECK = 64;

    private final Path proc;
    private final Procfs list;
    private long lastNewestPid;
    private final Map<Long, List<JobProcess>> jobs = new HashMap<>();
    private final Map<Long, Long> rootByPid = new HashMap<>();
    private final Map<Long, Long> unrelated = new LinkedHashMap<>();
    private int scanNumber;

    JobTrees(Path proc) {
        this.proc = proc;
        list = new Procfs(proc);
    }

    /** Adds new jobs and processes, and removes jobs that have ended and are not among the roots. */
    void update(Collection<Long> roots) {
        long earliest = Long.MAX_VALUE;
        for (long root : roots) {
            if (!jobs.containsKey(root) && add(root, root)) {
                earliest = Math.min(earliest, start(root));
            }
        }
        if (hasNewProcesses() || earliest != Long.MAX_VALUE) {
            scan(earliest);
            forgetEnded(roots);
        }
    }

    /** Whether a process was started since the last call; only then /proc is listed. */
    private boolean hasNewProcesses() {
        try {
            long newest = list.newestPid();
            boolean grown = newest != lastNewestPid;
            lastNewestPid = newest;
            return grown;
        } catch (UncheckedIOException e) {
            return true; // then /proc has to be listed
        }
    }

    private long start(long pid) {
        ProcessStat now = list.stat(pid);
        return now.exists() ? now.start() : Long.MAX_VALUE - 1;
    }

    private Path folder(long pid) {
        return proc.resolve(Long.toString(pid));
    }

    /**
     * Determines the origin of all new processes.
     *
     * @param earliest unrelated processes not older than this are rechecked: they may be children of a job that is new here
     */
    private void scan(long earliest) {
        Map<Long, ProcessStat> unknown = new HashMap<>();
        Set<Long> present = new HashSet<>();
        for (long pid : list.pids()) {
            present.add(pid);
            if (!rootByPid.containsKey(pid) && needsCheck(pid, earliest)) {
                ProcessStat.read(folder(pid)).ifPresent(stat -> unknown.put(pid, stat));
            }
        }
        scanNumber++;
        unrelated.keySet().retainAll(present);
        for (ProcessStat stat : unknown.values()) {
            Long root = origin(stat, unknown);
            if (root == null || !add(stat.pid(), root)) {
                unrelated.put(stat.pid(), stat.start());
            } else {
                unrelated.remove(stat.pid());
            }
        }
    }

    private boolean needsCheck(long pid, long earliest) {
        Long start = unrelated.get(pid);
        return start == null || start >= earliest || (pid + scanNumber) % SCANS_PER_RECHECK == 0;
    }

    /** Follows parents to a process whose job is known; the steps are limited, as a pid used again could close a cycle. */
    private @Nullable Long origin(ProcessStat process, Map<Long, ProcessStat> unknown) {
        ProcessStat above = process;
        for (int steps = 0; above != null && steps <= unknown.size(); steps++) {
            Long root = rootByPid.get(above.parent());
            if (root == null && jobs.containsKey(above.session())) {
                root = above.session();
            }
            if (root != null) {
                return root;
            }
            above = unknown.get(above.parent());
        }
        return null;
    }

    private boolean add(long pid, long root) {
        try {
            JobProcess process = new JobProcess(pid, folder(pid));
            jobs.computeIfAbsent(root, key -> new ArrayList<>()).add(process);
            rootByPid.put(pid, root);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    /** The processes of a job, its first process first; empty if unknown. */
    List<JobProcess> of(long root) {
        return jobs.getOrDefault(root, List.of());
    }

    /** Removes an ended process other than the job's first. */
    void forget(long root, JobProcess ended) {
        ended.close();
        rootByPid.remove(ended.pid());
        of(root).remove(ended);
    }

    /** Removes a job that has ended, with all its processes. */
    void forget(long root) {
        List<JobProcess> processes = jobs.remove(root);
        if (processes != null) {
            processes.forEach(process -> {
                process.close();
                rootByPid.remove(process.pid());
            });
        }
    }

    private void forgetEnded(Collection<Long> asked) {
        List<Long> others = new ArrayList<>(jobs.keySet());
        others.removeAll(Set.copyOf(asked));
        others.stream().filter(root -> of(root).get(0).hasEnded()).forEach(this::forget);
    }

    @Override
    public void close() {
        jobs.values().forEach(processes -> processes.forEach(JobProcess::close));
        jobs.clear();
        rootByPid.clear();
    }
}
