package org.expool.simulator.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.expool.Signal;
import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;

/** Starts simulated processes, for one pool. Belongs to the pool's thread. */
final class ManualLauncher implements ProcessLauncher {

    /** Linux counts up to 4,194,304 (PID_MAX_LIMIT). */
    private static final long FIRST_PID = 5_000_001;

    private final ManualRuntime runtime;
    private final Consumer<ManualProcess> script;
    private final Map<Long, ManualProcess> processes = new LinkedHashMap<>();
    private long pids = FIRST_PID;

    /**
     * None yet.
     *
     * @param script says what each process does, when it starts
     */
    ManualLauncher(ManualRuntime runtime, Consumer<ManualProcess> script) {
        this.runtime = runtime;
        this.script = script;
    }

    /** Those that run, in the order of their starts. */
    List<ManualProcess> running() {
        List<ManualProcess> running = new ArrayList<>(processes.values());
        running.removeIf(process -> !process.isAlive());
        return running;
    }

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public boolean canFreeze() {
        return true;
    }

    @Override
    public LaunchSession open(String name, LaunchEvents events) {
        return new Session(events);
    }

    private final class Session implements LaunchSession {

        private final LaunchEvents events;

        Session(LaunchEvents events) {
            this.events = events;
        }

        /** The script runs later, if at the same time: it must not run within a step of the scheduler. */
        @Override
        public void start(LaunchRequest request) {
            long id = request.id();
            ManualProcess process = new ManualProcess(
                    request, runtime.requested(id), pids++, runtime, events, () -> processes.remove(id));
            processes.put(id, process);
            runtime.clock().plan(runtime.nanoTime(), () -> process.start(script));
        }

        @Override
        public void signal(long id, Signal signal) {
            ManualProcess process = processes.get(id);
            if (process != null) {
                process.signal(signal);
            }
        }

        @Override
        public boolean freeze(long id, boolean frozen) {
            ManualProcess process = processes.get(id);
            if (process != null) {
                process.freeze(frozen);
            }
            return true;
        }

        @Override
        public OptionalLong cpuNanos(long id) {
            ManualProcess process = processes.get(id);
            return process == null ? OptionalLong.empty() : OptionalLong.of(process.cpuNanos());
        }

        @Override
        public void close() {
            processes.clear();
        }
    }
}
