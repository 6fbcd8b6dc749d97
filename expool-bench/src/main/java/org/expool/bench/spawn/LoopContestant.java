package org.expool.bench.spawn;

import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.CProgram;
import org.expool.bench.machine.Finished;
import org.expool.bench.machine.Workplace;
import org.expool.spi.Availability;

/** The reference: a loop in C over posix_spawn and wait4, which measures its own time. */
final class LoopContestant implements Contestant {

    /** Its name, for the ratios to it. */
    static final String NAME = "c-loop";

    private final CProgram program = CProgram.spawnLoop();
    private final Workplace workplace;
    private final int workers;

    LoopContestant(Workplace workplace, int workers) {
        this.workplace = workplace;
        this.workers = workers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "a loop in C over posix_spawn and wait4";
    }

    @Override
    public Availability prepare() throws InterruptedException {
        return program.compile(workplace);
    }

    @Override
    public long run(int jobs) throws InterruptedException {
        Finished loop = Finished.run(
                program.in(workplace).toString(), String.valueOf(jobs), String.valueOf(workers), "/bin/true");
        if (!loop.succeeded()) {
            throw new BenchException(name() + ": " + loop.output(), null);
        }
        return Long.parseLong(loop.output());
    }
}
