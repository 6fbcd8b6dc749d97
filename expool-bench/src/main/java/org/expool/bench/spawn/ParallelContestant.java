package org.expool.bench.spawn;

import java.util.List;
import org.expool.bench.machine.Finished;
import org.expool.bench.machine.Tool;
import org.expool.bench.machine.Workplace;
import org.expool.spi.Availability;

/** GNU parallel, one job for each line. */
final class ParallelContestant implements Contestant {

    /** A second or two of its work. */
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
        Availability installed = new Tool("parallel", List.of("parallel")).provide();
        if (installed instanceof Availability.Unavailable) {
            return installed;
        }
        return Finished.run("parallel", "--version").output().startsWith("GNU parallel")
                ? installed
                : Availability.unavailable("the 'parallel' that is installed is not GNU's");
    }

    @Override
    public int jobs(int asked) {
        return Math.min(asked, ENOUGH);
    }

    @Override
    public long run(int jobs) throws InterruptedException {
        ProcessBuilder program = new ProcessBuilder("parallel", "--will-cite", "-j" + workers, "/bin/true", "{}");
        program.environment().put("PARALLEL_HOME", workplace.folder().toString());
        return lines.run(jobs, program);
    }
}
