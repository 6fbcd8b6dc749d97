package org.expool.bench.latency;

import java.util.ArrayList;
import java.util.List;
import org.expool.bench.machine.Workplace;

/** Processes that compute until they are terminated, or for five minutes of CPU time. */
final class BusyCpus {

    private final List<Process> processes = new ArrayList<>();

    BusyCpus(Workplace workplace, int count) {
        for (int i = 0; i < count; i++) {
            processes.add(workplace.start(new ProcessBuilder("sh", "-c", "ulimit -t 300; while :; do :; done")));
        }
    }

    void end() {
        processes.forEach(Process::destroyForcibly);
    }
}
