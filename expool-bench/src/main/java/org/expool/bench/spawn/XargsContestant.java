package org.expool.bench.spawn;

import java.util.List;
import org.expool.bench.machine.Tool;
import org.expool.bench.machine.Workplace;
import org.expool.spi.Availability;

/** xargs, one job for each line. */
final class XargsContestant implements Contestant {

    private final InputLines lines;
    private final int workers;

    XargsContestant(Workplace workplace, int workers) {
        this.lines = new InputLines(workplace);
        this.workers = workers;
    }

    @Override
    public String name() {
        return "xargs";
    }

    @Override
    public String description() {
        return "xargs -P" + workers + " -n1";
    }

    @Override
    public Availability prepare() throws InterruptedException {
        return new Tool("xargs", List.of("findutils")).provide();
    }

    @Override
    public long run(int jobs) throws InterruptedException {
        return lines.run(jobs, new ProcessBuilder("xargs", "-P" + workers, "-n1", "/bin/true"));
    }
}
