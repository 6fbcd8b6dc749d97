package org.expool.bench.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.expool.CpuDemand;
import org.expool.CpuTopology;
import org.expool.core.affinity.CpuAllocator;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.affinity.CpuLayout;

/** Jobs of mixed demands that come and go on a nearly full machine. Used once, by one thread. */
final class Allocations {

    private static final int RUNNING = 150;

    private final CpuAllocator allocator;
    private final Random random = new Random(1);
    private final List<CpuGrant> running = new ArrayList<>();

    Allocations(CpuTopology topology) {
        allocator = new CpuAllocator(CpuLayout.of(topology));
    }

    /** How long each of so many allocations took, in microseconds. */
    double[] measure(int count) {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            CpuDemand demand = demand();
            long begin = System.nanoTime();
            Optional<CpuGrant> grant = allocator.allocate(demand);
            micros[i] = (System.nanoTime() - begin) / 1e3;
            grant.ifPresent(running::add);
            while (running.size() > RUNNING || grant.isEmpty() && running.size() > RUNNING / 2) {
                allocator.release(running.remove(random.nextInt(running.size())));
            }
        }
        return micros;
    }

    private CpuDemand demand() {
        return switch (random.nextInt(6)) {
            case 0 -> new CpuDemand.Cores(1 + random.nextInt(40));
            case 1 -> new CpuDemand.Whole(random.nextBoolean() ? CpuDemand.Level.L3 : CpuDemand.Level.L2);
            case 2 -> new CpuDemand.Cores(1 + random.nextInt(4));
            default -> new CpuDemand.Threads(1 + random.nextInt(4));
        };
    }
}
