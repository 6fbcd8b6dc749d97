package org.expool.bench.spawn;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.expool.bench.machine.BenchException;
import org.expool.spi.Availability;

/** Plain Java without a library: a fixed thread pool whose threads start a process and wait for it. */
final class ThreadsContestant implements Contestant {

    private final int workers;
    private final ExecutorService threads;

    ThreadsContestant(int workers) {
        this.workers = workers;
        this.threads = Executors.newFixedThreadPool(workers);
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String description() {
        return workers + " Java threads over ProcessBuilder";
    }

    @Override
    public Availability prepare() {
        return Availability.available();
    }

    @Override
    public long run(int jobs) throws InterruptedException {
        List<Future<Integer>> codes = new ArrayList<>(jobs);
        long begin = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            codes.add(threads.submit(ThreadsContestant::runOne));
        }
        for (Future<Integer> code : codes) {
            check(code);
        }
        return System.nanoTime() - begin;
    }

    private static int runOne() throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/true")
                .inheritIO()
                .redirectInput(Redirect.from(new File("/dev/null")))
                .start()
                .waitFor();
    }

    private void check(Future<Integer> code) throws InterruptedException {
        try {
            if (code.get() != 0) {
                throw new BenchException(name() + ": a job exited with " + code.get(), null);
            }
        } catch (ExecutionException e) {
            throw new BenchException(name() + ": a job could not be run", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
