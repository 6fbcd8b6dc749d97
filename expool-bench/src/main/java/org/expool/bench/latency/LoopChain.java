package org.expool.bench.latency;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.CProgram;
import org.expool.bench.machine.Finished;
import org.expool.bench.machine.Workplace;

/** The loop in C, which does nothing between noticing an end and the next start: the rest is the kernel's. */
final class LoopChain implements Chain {

    private final Workplace workplace;
    private final String program;

    LoopChain(Workplace workplace, String program) {
        this.workplace = workplace;
        this.program = program;
    }

    @Override
    public String name() {
        return "c-loop";
    }

    @Override
    public List<Attempt> run(Scenario scenario, int jobs) throws InterruptedException {
        Stamps stamps = new Stamps(workplace.folder().resolve("loop-stamps")).cleared(jobs);
        Stamps times = new Stamps(workplace.folder().resolve("loop-times"));
        Finished loop = Finished.run(
                CProgram.spawnLoop().in(workplace).toString(),
                String.valueOf(jobs),
                String.valueOf(scenario.workers()),
                program,
                stamps.file().toString(),
                String.valueOf(scenario.sleepMicros()),
                times.file().toString());
        if (!loop.succeeded()) {
            throw new BenchException(name() + ": " + loop.output(), null);
        }
        return attempts(jobs, stamps.read(), times.read());
    }

    private static List<Attempt> attempts(int jobs, LongBuffer stamps, LongBuffer times) {
        List<Attempt> attempts = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
            attempts.add(new Attempt(Long.MIN_VALUE, times.get(2 * i), stamps.get(i), times.get(2 * i + 1)));
        }
        return attempts;
    }
}
