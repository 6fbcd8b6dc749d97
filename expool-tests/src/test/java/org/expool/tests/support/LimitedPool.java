package org.expool.tests.support;

import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobResult;

/**
 * A program that prints, one a line, what a pool derives from the limits of its environment, and how jobs end that
 * exceed them.
 */
public final class LimitedPool {

    private LimitedPool() {}

    /**
     * Prints the workers a pool has by default, the CPUs and MiB of this JVM, the kind of cells, and how each job ended.
     *
     * @param scripts jobs for the shell, in order
     */
    public static void main(String[] scripts) throws InterruptedException {
        System.out.println("workers " + ExecPool.builder().settings().workers());
        System.out.println("processors " + Runtime.getRuntime().availableProcessors());
        System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
        try (ExecPool pool = ExecPool.builder().build()) {
            pool.providers().stream()
                    .filter(choice -> choice.ability().equals("Containment"))
                    .forEach(choice -> System.out.println("containment " + choice.chosen()));
            for (String script : scripts) {
                JobResult result = pool.run(Job.of("script", Command.of("sh", "-c", script)));
                System.out.println(result.outcome().kind().label() + ": "
                        + result.outcome().reason());
            }
        }
    }
}
