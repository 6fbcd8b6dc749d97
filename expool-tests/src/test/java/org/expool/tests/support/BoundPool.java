package org.expool.tests.support;

import java.io.IOException;
import org.expool.Affinity;
import org.expool.Command;
import org.expool.CpuDemand;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.Output;

/** A program that prints, one a line, on which CPUs a pool runs jobs, and what the jobs report themselves. */
public final class BoundPool {

    private BoundPool() {}

    /**
     * Prints, for a worker's share and for one core, the CPUs by the result and by the job, and how a job that needs
     * too many is refused.
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        try (ExecPool pool =
                ExecPool.builder().workers(1).affinity(Affinity.auto()).build()) {
            print(pool, job("share"));
            print(pool, job("core").cpus(CpuDemand.cores(1)));
            try {
                pool.submit(job("wide").cpus(CpuDemand.threads(2)).build());
            } catch (InvalidSettingsException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    private static JobBuilder job(String name) {
        String own = "sed -n 's/Cpus_allowed_list:[[:space:]]*//p' /proc/self/status";
        return Job.builder(name, Command.of("sh", "-c", own)).stdout(Output.capture());
    }

    private static void print(ExecPool pool, JobBuilder job) throws InterruptedException, IOException {
        JobResult result = pool.run(job.build());
        String own = result.stdout() == null
                ? result.outcome().reason()
                : result.stdout().text().strip();
        System.out.println(result.job().name() + " " + result.cpus() + " " + own);
    }
}
