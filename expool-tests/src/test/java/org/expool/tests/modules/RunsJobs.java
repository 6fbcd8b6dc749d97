package org.expool.tests.modules;

import java.io.IOException;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.ProviderChoice;

/** A user's program: runs some jobs and prints their outcomes, then which providers were used. */
public final class RunsJobs {

    private RunsJobs() {}

    public static void main(String[] launcher) throws IOException, InterruptedException {
        PoolBuilder builder = ExecPool.builder().workers(2);
        if (launcher.length > 0) {
            builder.provider("ProcessLauncher", launcher[0]);
        }
        try (ExecPool pool = builder.build()) {
            JobResult greeting = pool.run(Job.builder("greet", Command.of("echo", "hello"))
                    .stdout(Output.capture())
                    .build());
            System.out.println("greet " + greeting.outcome().kind().label() + " " + greeting.exitCode() + " "
                    + greeting.stdout().text().strip());
            JobResult failure = pool.run(Job.of("fail", Command.of("sh", "-c", "exit 3")));
            System.out.println("fail " + failure.outcome().kind().label() + " " + failure.exitCode());
            System.out.println(
                    "joined " + pool.join() + ", succeeded " + pool.summary().count(Outcome.Kind.SUCCEEDED));
            for (ProviderChoice choice : pool.providers()) {
                System.out.println(choice.ability() + " " + choice.chosen());
                choice.rejected().forEach(other -> System.out.println("  not " + other.name() + ": " + other.reason()));
            }
        }
        System.out.println("guice " + isPresent("com.google.inject.Injector"));
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
