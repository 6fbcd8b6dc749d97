package org.expool.core.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.expool.CpuDemand;
import org.expool.CpuDemand.Cores;
import org.expool.CpuDemand.Threads;
import org.expool.CpuDemand.Whole;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.junit.jupiter.api.Test;

class CpuAllocatorTest {

    /** 2 nodes of 2 L3 of 2 cores of 2 threads: 0-7 and 8-15. */
    private final CpuTopology topology = TopologyBuilder.regular(2, 2, 2, 1, 2);

    private final CpuAllocator allocator = new CpuAllocator(CpuLayout.of(topology));

    private String take(CpuDemand demand) {
        return allocator.allocate(demand).map(grant -> grant.cpus().toString()).orElse("nothing");
    }

    @Test
    void spreadsJobsOverNodesAndCaches() {
        assertThat(take(new Cores(1))).isEqualTo("0-1");
        assertThat(take(new Cores(1))).isEqualTo("8-9");
        assertThat(take(new Cores(1))).isEqualTo("4-5");
        assertThat(take(new Cores(2))).isEqualTo("12-15");
        assertThat(take(new Cores(1)))
                .as("equally many jobs in both nodes: the tighter one")
                .isEqualTo("10-11");
    }

    @Test
    void staysWithinANodeIfNoCacheHasRoom() {
        take(new Cores(1));
        take(new Cores(1));
        assertThat(take(new Cores(3))).isEqualTo("2-7");
        assertThat(take(new Cores(4))).isEqualTo("nothing");
        assertThat(take(new Cores(3))).isEqualTo("10-15");
    }

    @Test
    void threadsAreOfWholeCoresAndShareCoresOnlyIfNoneIsIdle() {
        assertThat(take(new Threads(3))).isEqualTo("0-2");
        assertThat(take(new Threads(1))).isEqualTo("8");
        for (int i = 0; i < 5; i++) {
            take(new Cores(1));
        }
        assertThat(allocator.freeCpus()).hasToString("3,9");
        assertThat(take(new Threads(1))).isIn("3", "9");
        assertThat(take(new Cores(1))).isEqualTo("nothing");
    }

    @Test
    void wholeObjectsAreIdleOnes() {
        take(new Cores(1));
        assertThat(take(new Whole(CpuDemand.Level.L3))).isEqualTo("8-11");
        assertThat(take(new Whole(CpuDemand.Level.NODE))).isEqualTo("nothing");
        assertThat(take(new Whole(CpuDemand.Level.L2))).isIn("2-3", "4-5", "12-13");
        assertThat(allocator
                        .allocate(new Whole(CpuDemand.Level.L3))
                        .orElseThrow()
                        .memoryNodes())
                .isIn(CpuSet.of(0), CpuSet.of(1));
    }

    @Test
    void rejectsDemandsThatNeverFitAndSaysTheMaximum() {
        allocator.check(new Cores(4));
        take(new Cores(4));
        allocator.check(new Cores(4));
        assertThatThrownBy(() -> allocator.check(new Cores(5)))
                .isInstanceOf(UnplannableException.class)
                .hasMessageContaining("5 cores")
                .hasMessageContaining("at most 4");
        assertThatThrownBy(() -> allocator.check(new Threads(9))).hasMessageContaining("at most 8");
        CpuAllocator bare = new CpuAllocator(
                CpuLayout.of(new TopologyBuilder().core(1).core(1).node(0).build()));
        assertThatThrownBy(() -> bare.check(new Whole(CpuDemand.Level.L3))).hasMessageContaining("l3");
    }

    @Test
    void aReservationGetsReleasedCores() {
        List<CpuGrant> narrow = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            narrow.add(allocator.allocate(new Cores(1)).orElseThrow());
        }
        allocator.release(narrow.remove(3));
        CpuReservation wide = allocator.reserve(new Cores(2)).orElseThrow();
        assertThat(take(new Cores(1))).as("the free core is reserved").isEqualTo("nothing");
        assertThat(allocator.allocate(wide)).isEmpty();
        CpuSet reserved = Core.threads(wide.cores());
        CpuGrant awaited = narrow.stream()
                .filter(grant -> grant.cpus().intersects(reserved))
                .findFirst()
                .orElseThrow();
        allocator.release(awaited);
        assertThat(take(new Cores(1))).isEqualTo("nothing");
        assertThat(allocator.allocate(wide).map(CpuGrant::cpus)).contains(reserved);
    }

    @Test
    void aCancelledReservationReservesNothing() {
        CpuReservation whole =
                allocator.reserve(new Whole(CpuDemand.Level.NODE)).orElseThrow();
        assertThat(allocator.reserve(new Whole(CpuDemand.Level.NODE))).isPresent();
        assertThat(allocator.reserve(new Cores(1))).isEmpty();
        allocator.cancel(whole);
        assertThat(take(new Cores(4))).isEqualTo("0-7");
    }

    @Test
    void grantsAreDisjointAllowedInOneNodeAndReleased() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            CpuTopology irregular = TopologyBuilder.random(random, 24);
            CpuAllocator any = new CpuAllocator(CpuLayout.of(irregular));
            List<CpuGrant> running = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                if (random.nextInt(3) == 0 && !running.isEmpty()) {
                    any.release(running.remove(random.nextInt(running.size())));
                } else {
                    Optional<CpuGrant> grant = any.allocate(demand(random));
                    grant.ifPresent(given -> checkGiven(irregular, any, running, given));
                    grant.ifPresent(running::add);
                }
            }
            running.forEach(any::release);
            assertThat(any.freeCpus()).isEqualTo(irregular.allowedCpus());
        }
    }

    private static void checkGiven(CpuTopology topology, CpuAllocator any, List<CpuGrant> running, CpuGrant given) {
        assertThat(running).noneMatch(other -> other.cpus().intersects(given.cpus()));
        assertThat(topology.allowedCpus().containsAll(given.cpus())).isTrue();
        assertThat(any.freeCpus().intersects(given.cpus())).isFalse();
        assertThat(CoreTree.nodes(Core.of(topology)))
                .anyMatch(node -> Core.threads(node).containsAll(given.cpus()));
    }

    private static CpuDemand demand(Random random) {
        int count = 1 + random.nextInt(6);
        return switch (random.nextInt(4)) {
            case 0 -> new Cores(count);
            case 1 ->
                new Whole(List.of(CpuDemand.Level.L2, CpuDemand.Level.L3, CpuDemand.Level.NODE)
                        .get(random.nextInt(3)));
            default -> new Threads(count);
        };
    }

    @Test
    void variablesTellTheCpusUnlessTheJobSetsThem() {
        CpuSet cpus = CpuSet.parse("0-3,8");
        assertThat(PlacementVariables.of(cpus, Map.of()))
                .containsOnly(Map.entry("EXPOOL_CPUS", "0-3,8"), Map.entry("OMP_NUM_THREADS", "5"));
        assertThat(PlacementVariables.of(cpus, Map.of("OMP_NUM_THREADS", "1"))).containsOnlyKeys("EXPOOL_CPUS");
    }
}
