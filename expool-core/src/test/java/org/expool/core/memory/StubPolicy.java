package org.expool.core.memory;

import java.util.List;
import java.util.function.Function;
import org.expool.spi.Availability;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.WorkerSnapshot;

/** A policy for tests. */
public record StubPolicy(String name, Function<WorkerSnapshot, List<Long>> choice) implements TerminationPolicy {

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public List<Long> victims(WorkerSnapshot snapshot) {
        return choice.apply(snapshot);
    }
}
