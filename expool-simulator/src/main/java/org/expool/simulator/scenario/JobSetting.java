package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.expool.CpuDemand;
import org.expool.JobBuilder;
import org.expool.MemoryKind;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Retry;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.Warning;

/** A setting in which a job differs from the default. Immutable and thread-safe. */
public sealed interface JobSetting {

    /** Applies it to the job's builder. */
    void apply(JobBuilder job);

    /** It has no command; see {@link org.expool.Command#none}. */
    record Stub() implements JobSetting {
        @Override
        public void apply(JobBuilder job) {} // the builder gets the command when it is made
    }

    /** As {@link JobBuilder#timeout} and its relatives for other clocks. */
    record TimeLimit(Clock clock, Duration limit) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            switch (clock) {
                case WALL -> job.timeout(limit);
                case CPU -> job.cpuTimeout(limit);
                case SILENCE -> job.silenceTimeout(limit);
                case QUEUE -> job.queueTimeout(limit);
            }
        }
    }

    /** As {@link JobBuilder#stop}. */
    record Stop(StopSequence sequence) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.stop(sequence);
        }
    }

    /** The same with a {@link JobBuilder#warning}; which is shorter. */
    record WarnedTimeout(Duration before, Duration more) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.timeout(before.plus(more)).warning(new Warning(Signal.USR1, before));
        }
    }

    /** As {@link JobBuilder#relativeTimeout} with a {@link JobBuilder#warning}; either may be shorter. */
    record RelativeTimeout(String category, int percent, Duration before) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.category(category).relativeTimeout(percent / 100.0).warning(new Warning(Signal.USR1, before));
        }
    }

    /** As {@link JobBuilder#restartOnTimeout} and {@link JobBuilder#maxRestarts}. */
    record Restarts(int count) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.restartOnTimeout(true).maxRestarts(count);
        }
    }

    /** As {@link JobBuilder#retry}. */
    record Retries(Retry policy) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.retry(policy);
        }
    }

    /** As {@link JobBuilder#priority}. */
    record Priority(int rank) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.priority(rank);
        }
    }

    /**
     * As {@link JobBuilder#after}.
     *
     * @param names of jobs and tasks
     */
    record After(List<String> names) implements JobSetting {

        public After {
            names = List.copyOf(names);
        }

        @Override
        public void apply(JobBuilder job) {
            job.after(names.toArray(new String[0]));
        }
    }

    /** As {@link JobBuilder#resources}. */
    record Demands(Map<String, Integer> units) implements JobSetting {

        public Demands {
            units = Map.copyOf(units);
        }

        @Override
        public void apply(JobBuilder job) {
            job.resources(units);
        }
    }

    /** As {@link JobBuilder#cpus}. */
    record Cpus(CpuDemand demand) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.cpus(demand);
        }
    }

    /** As {@link JobBuilder#omitAffinity}. */
    record OmitAffinity() implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.omitAffinity(true);
        }
    }

    /** As {@link JobBuilder#startDelay}. */
    record StartDelay(Duration delay) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.startDelay(delay);
        }
    }

    /** As {@link JobBuilder#category}, {@link JobBuilder#size} and {@link JobBuilder#slowdown}. */
    record Category(String name, double size, double slowdown) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.category(name).size(size).slowdown(slowdown);
        }
    }

    /** As {@link JobBuilder#memory} and {@link JobBuilder#memoryFixed}. */
    record Memory(int mebibytes, boolean fixed) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.memory(MemorySize.ofMiB(mebibytes)).memoryFixed(fixed);
        }
    }

    /** As {@link JobBuilder#memoryLimit}. */
    record MemoryLimit(int mebibytes) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.memoryLimit(MemorySize.ofMiB(mebibytes));
        }
    }

    /** As {@link JobBuilder#memoryKind}. */
    record CountedMemory(MemoryKind kind) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.memoryKind(kind);
        }
    }

    /** As {@link JobBuilder#memoryRetry}. */
    record RetriesMemory(int factor, int mostMebibytes) implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.memoryRetry(new MemoryRetry(factor, MemorySize.ofMiB(mostMebibytes)));
        }
    }

    /** It has an onStart, as {@link org.expool.simulator.Behaviour} describes. */
    record OnStart() implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.onStart(start -> {});
        }
    }

    record OnFinish() implements JobSetting {
        @Override
        public void apply(JobBuilder job) {
            job.onFinish(result -> {});
        }
    }
}
