package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.tests.process.Launchers;

/** Runs scenarios with real processes. */
final class RealHost implements ScenarioHost {

    private final String launcher;

    RealHost(String launcher) {
        this.launcher = launcher;
    }

    @Override
    public Ended run(Scenario scenario) throws InterruptedException {
        Duration grace = Scenario.latencies(Scenario.KILL_DELAY);
        try (ExecPool pool =
                Launchers.pool(launcher, scenario.workers).grace(grace).build()) {
            long begin = System.nanoTime();
            List<JobHandle> handles = new ArrayList<>();
            scenario.works.forEach(work -> handles.add(pool.submit(work.job())));
            boolean complete = scenario.limit == null ? pool.join() : pool.join(scenario.limit);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(pool.unfinished()).isEmpty();
            Map<String, JobResult> jobs = new LinkedHashMap<>();
            for (JobHandle handle : handles) {
                jobs.put(handle.job().name(), handle.result().orElseThrow());
            }
            return new Ended(
                    complete,
                    elapsed,
                    jobs,
                    pool.tasks().stream()
                            .collect(Collectors.toMap(task -> task.task().name(), Function.identity())));
        }
    }

    @Override
    public String toString() {
        return launcher;
    }
}
