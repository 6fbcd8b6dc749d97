package org.expool.simulator;

import java.util.Collection;
import java.util.List;
import org.expool.MemorySize;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.RoundMemory;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/** Passes every command on to several, in order. Not thread-safe. */
final class CommandTee implements Commands {

    private final Commands[] targets;

    CommandTee(List<Commands> targets) {
        this.targets = targets.toArray(Commands[]::new);
    }

    @Override
    public void callOnStart(TaskEntry task) {
        for (Commands target : targets) {
            target.callOnStart(task);
        }
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        for (Commands target : targets) {
            target.taskStarted(task, snapshot);
        }
    }

    @Override
    public void taskFinished(TaskEntry task, TaskSnapshot snapshot) {
        for (Commands target : targets) {
            target.taskFinished(task, snapshot);
        }
    }

    @Override
    public void callOnStart(JobEntry job) {
        for (Commands target : targets) {
            target.callOnStart(job);
        }
    }

    @Override
    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
        for (Commands target : targets) {
            target.launch(job, slot, promisedBytes, limit);
        }
    }

    @Override
    public void started(JobEntry job, int attempt, long pid, long at, int running) {
        for (Commands target : targets) {
            target.started(job, attempt, pid, at, running);
        }
    }

    @Override
    public void probe(JobEntry job, int attempt) {
        for (Commands target : targets) {
            target.probe(job, attempt);
        }
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        for (Commands target : targets) {
            target.freeze(job, frozen);
        }
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        for (Commands target : targets) {
            target.signal(job, signal);
        }
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        for (Commands target : targets) {
            target.sampleMemory(pids);
        }
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        for (Commands target : targets) {
            target.reclaim(job, bytes);
        }
    }

    @Override
    public void recordRun(RecordedRun run) {
        for (Commands target : targets) {
            target.recordRun(run);
        }
    }

    @Override
    public void tell(Fact fact) {
        for (Commands target : targets) {
            target.tell(fact);
        }
    }

    @Override
    public void attemptEnded(JobEntry job, AttemptEnd end, long nextAt) {
        for (Commands target : targets) {
            target.attemptEnded(job, end, nextAt);
        }
    }

    @Override
    public void finished(JobEntry job, AttemptEnd end) {
        for (Commands target : targets) {
            target.finished(job, end);
        }
    }

    @Override
    public void admitted(Object waiter, List<String> problems) {
        for (Commands target : targets) {
            target.admitted(waiter, problems);
        }
    }

    @Override
    public void refused(Object waiter) {
        for (Commands target : targets) {
            target.refused(waiter);
        }
    }

    @Override
    public void inspected(Object waiter, Inspection found) {
        for (Commands target : targets) {
            target.inspected(waiter, found);
        }
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable RoundMemory memory) {
        for (Commands target : targets) {
            target.roundEnded(waiters, complete, memory);
        }
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        for (Commands target : targets) {
            target.warn(message, fault);
        }
    }
}
