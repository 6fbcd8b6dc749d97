package org.expool.tests.shutdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.PoolListener;

/** A user's program that sends itself a signal while a job of its pool runs. */
public final class EndsItself implements PoolListener {

    private final String signal;

    private EndsItself(String signal) {
        this.signal = signal;
    }

    public static void main(String[] signal) throws InterruptedException {
        ExecPool pool = ExecPool.builder()
                .workers(1)
                .closeOnShutdown(true)
                .listener(new EndsItself(signal[0]))
                .build();
        pool.submit(Job.of("endless", Command.of("sleep", "600")));
        pool.join();
        System.out.println("joined");
    }

    @Override
    public void started(JobStart start) {
        System.out.println("pid " + start.pid());
        try {
            String self = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-" + signal, self).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finished(JobResult result) {
        System.out.println("outcome " + result.outcome().kind().label());
    }
}
