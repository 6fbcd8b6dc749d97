package org.expool.bench.spawn;

import org.expool.bench.machine.GnuParallel;
import org.expool.bench.machine.Workplace;
import org.expool.spi.Availability;

/** GNU parallel, one job for each line. */
final class ParallelContestant implements Contestant {

    /** One or two seconds of its work. */
    private static final int ENOUGH = 300;

    private final InputLines lines;
    private final Workplace workplace;
    private final int workers;

    ParallelContestant(Workplace workplace, int workers) {
        this.lines = new InputLines(workplace);
        this.workplace = workplace;
        this.workers = workers;
    }

    @Override
    public String name() {
        return "parallel";
    }

    @Override
    public String description() {
        return "GNU parallel -j" + workers;
    }

    @Override
    public Availability prepare() throws InterruptedException {
        return GnuParallel.provide();
    }

    @Override
    public int jobs(int asked) {
        return Math.min(asked, ENOUGH);
    }

    @Override
    public long run(int jobs) throws InterruptedException {
        return lines.run(jobs, GnuParallel.command(workplace, workers, "/bin/true", "{}"));
    }
}
