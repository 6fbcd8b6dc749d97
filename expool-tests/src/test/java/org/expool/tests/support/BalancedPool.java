package org.expool.tests.support;

import java.time.Duration;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.Outcome;

/** A program that prints, one a line, how a pool with default memory settings shares the memory of its environment. */
public final class BalancedPool {

    private static final String ALLOCATE_60_MIB = "dd if=/dev/zero bs=60M count=1 2>/dev/null | sleep 2";

    private BalancedPool() {}

    /** Prints how a job ends that exceeds its limit, then how many of three succeeded that do not fit together. */
    public static void main(String[] none) throws InterruptedException {
        try (ExecPool pool = ExecPool.builder()
                .workers(3)
                .samplingInterval(Duration.ofMillis(200))
                .build()) {
            JobResult greedy = pool.run(shell("greedy", "dd if=/dev/zero of=/dev/null bs=100M count=1; sleep 60")
                    .memoryLimit(MemorySize.ofMiB(32))
                    .build());
            System.out.println("greedy " + greedy.outcome().kind().label());
            for (int i = 0; i < 3; i++) {
                pool.submit(shell("job " + i, ALLOCATE_60_MIB)
                        .memory(MemorySize.ofMiB(64))
                        .build());
            }
            pool.join();
            System.out.println("together " + pool.summary().count(Outcome.Kind.SUCCEEDED));
        }
    }

    private static JobBuilder shell(String name, String script) {
        return Job.builder(name, Command.of("sh", "-c", script));
    }
}
