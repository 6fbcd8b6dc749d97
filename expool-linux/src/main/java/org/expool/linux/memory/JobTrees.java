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
 * Which processes belong to which job. A process belongs to the job of its parent, or of the leader of its session, for
 * life: also when its parent has ended. So each is asked for its origin once; those of others too, and of these some again
 * at each look, as their pids may be used again. Not thread-safe.
 */
final class JobTrees implements AutoCloseable {

    /** At how many looks all strangers are asked again. */
    private static final int ROUNDS = 64;

    private final Path proc;
    private final Procfs list;
    private long lastBorn;
    private final Map<Long, List<JobProcess>> jobs = new HashMap<>();
    private final Map<Long, Long> rootByPid = new HashMap<>();
    private final Map<Long, Long> strangers = new LinkedHashMap<>();
    private int round;

    JobTrees(Path proc) {
        this.proc = proc;
        list = new Procfs(proc);
    }

    /** Takes note of new jobs and new processes, and of jobs that have ended though nobody asks about them. */
    void update(Collection<Long> roots) {
        long earliest = Long.MAX_VALUE;
        for (long root : roots) {
            if (!jobs.containsKey(root) && adopt(root, root)) {
                earliest = Math.min(earliest, start(root));
            }
        }
        if (hasGrown() || earliest != Long.MAX_VALUE) {
            look(earliest);
            forgetEnded(roots);
        }
    }

    /** Whether a process was born since this was asked last: only then the list is read again. */
    private boolean hasGrown() {
        try {
            long born = list.newestPid();
            boolean grown = born != lastBorn;
            lastBorn = born;
            return grown;
        } catch (UncheckedIOException e) {
            return true; // without it the list itself tells
        }
    }

    private long start(long pid) {
        ProcessStat now = list.stat(pid);
        return now.isThere() ? now.start() : Long.MAX_VALUE - 1;
    }

    private Path folder(long pid) {
        return proc.resolve(Long.toString(pid));
    }

    /**
     * Asks all that are new for their origin.
     *
     * @param earliest strangers not older than this may be children of a job that is new to us
     */
    private void look(long earliest) {
        Map<Long, ProcessStat> unknown = new HashMap<>();
        Set<Long> present = new HashSet<>();
        for (long pid : list.pids()) {
            present.add(pid);
            if (!rootByPid.containsKey(pid) && isToBeAsked(pid, earliest)) {
                ProcessStat.read(folder(pid)).ifPresent(stat -> unknown.put(pid, stat));
            }
        }
        round++;
        strangers.keySet().retainAll(present);
        for (ProcessStat stat : unknown.values()) {
            Long root = origin(stat, unknown);
            if (root == null || !adopt(stat.pid(), root)) {
                strangers.put(stat.pid(), stat.start());
            } else {
                strangers.remove(stat.pid());
            }
        }
    }

    private boolean isToBeAsked(long pid, long earliest) {
        Long start = strangers.get(pid);
        return start == null || start >= earliest || (pid + round) % ROUNDS == 0;
    }

    /** Goes up to a process whose job is known; the steps are counted, as a pid used again could close a circle. */
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

    private boolean adopt(long pid, long root) {
        try {
            JobProcess process = new JobProcess(pid, folder(pid));
            jobs.computeIfAbsent(root, key -> new ArrayList<>()).add(process);
            rootByPid.put(pid, root);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    /** The processes of a job, itself first; empty if it is not known. */
    List<JobProcess> of(long root) {
        return jobs.getOrDefault(root, List.of());
    }

    /** A process other than the job's first has ended. */
    void forget(long root, JobProcess ended) {
        ended.close();
        rootByPid.remove(ended.pid());
        of(root).remove(ended);
    }

    /** A job has ended, whatever is left of it. */
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
