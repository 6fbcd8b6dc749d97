package org.expool.cli.report;

import java.lang.reflect.Proxy;
import java.util.List;
import org.expool.ExecPool;
import org.expool.JobResult;
import org.expool.PoolSummary;
import org.expool.TaskSummary;

/** A pool that can only be asked what became of its jobs. */
record EndedPool(PoolSummary summary, List<JobResult> failures, List<TaskSummary> tasks) {

    ExecPool asPool() {
        return (ExecPool) Proxy.newProxyInstance(
                ExecPool.class.getClassLoader(),
                new Class<?>[] {ExecPool.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "summary" -> summary;
                    case "failures" -> failures;
                    case "tasks" -> tasks;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
