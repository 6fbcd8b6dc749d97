package org.expool.core.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.expool.Affinity;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.junit.jupiter.api.Test;

class CpuLayoutTest {

    /** 2 nodes of 2 L3 of 2 cores of 2 threads: 0-7 and 8-15. */
    private final CpuTopology topology = TopologyBuilder.regular(2, 2, 2, 1, 2);

    private List<String> slots(Affinity affinity, int workers) {
        return CpuLayout.of(topology, affinity, workers).slots().stream()
                .map(CpuSet::toString)
                .toList();
    }

    @Test
    void workersWithACacheOrANodeHaveAllOfIt() {
        assertThat(slots(Affinity.each(Affinity.Unit.L3), 9)).containsExactly("0-3", "8-11", "4-7", "12-15");
        assertThat(slots(Affinity.each(Affinity.Unit.NODE), 9)).containsExactly("0-7", "8-15");
        CpuTopology uneven = new TopologyBuilder()
                .core(1)
                .core(1)
                .core(1)
                .cache(3, 0)
                .core(1)
                .cache(3, 3)
                .node(0)
                .build();
        assertThat(CpuLayout.of(uneven, Affinity.each(Affinity.Unit.L3), 2).slots())
                .as("also where they are not alike")
                .containsExactlyInAnyOrder(CpuSet.parse("0-2"), CpuSet.parse("3"));
        CpuTopology bare = new TopologyBuilder().core(1).node(0).build();
        assertThatThrownBy(() -> CpuLayout.of(bare, Affinity.each(Affinity.Unit.L3), 1))
                .isInstanceOf(UnplannableException.class)
                .hasMessageContaining("l3");
    }

    @Test
    void sharesAreTheSlotsOfThePlan() {
        assertThat(slots(Affinity.auto(), 4)).containsExactly("0-3", "8-11", "4-7", "12-15");
        assertThat(CpuLayout.of(topology, Affinity.auto(), 4).unit()).isEqualTo(CpuDemand.cores(2));
        assertThat(CpuLayout.of(topology, Affinity.auto(), 16).unit()).isEqualTo(CpuDemand.threads(1));
        assertThat(slots(Affinity.auto(), 99)).as("no more than there are CPUs").hasSize(16);
        assertThat(slots(Affinity.none(), 4)).isEmpty();
    }

    @Test
    void sharesAndDemandsUseTheSameCpus() {
        CpuAllocator allocator = new CpuAllocator(CpuLayout.of(topology, Affinity.auto(), 4));
        assertThat(take(allocator, CpuDemand.cores(1))).isEqualTo("0-1");
        assertThat(take(allocator, CpuDemand.share()))
                .as("the first whole slot")
                .isEqualTo("8-11");
        assertThat(take(allocator, CpuDemand.cores(3))).isEqualTo("2-7");
        assertThat(take(allocator, CpuDemand.share())).isEqualTo("12-15");
        assertThat(take(allocator, CpuDemand.share())).isEqualTo("nothing");
        CpuReservation slot = allocator.reserve(CpuDemand.share()).orElseThrow();
        assertThat(allocator.fits(slot)).isFalse();
    }

    @Test
    void aShareIsMadeOfRemainingCoresIfNoSlotIsFree() {
        CpuTopology one = TopologyBuilder.regular(1, 2, 2, 1, 1);
        CpuAllocator allocator = new CpuAllocator(CpuLayout.of(one, Affinity.cores(2), 2));
        List<CpuGrant> grants = List.of(
                allocator.allocate(CpuDemand.cores(1)).orElseThrow(),
                allocator.allocate(CpuDemand.cores(1)).orElseThrow());
        assertThat(grants).extracting(CpuGrant::cpus).containsExactly(CpuSet.of(0), CpuSet.of(2));
        assertThat(take(allocator, CpuDemand.share())).isEqualTo("1,3");
    }

    private static String take(CpuAllocator allocator, CpuDemand demand) {
        return allocator.allocate(demand).map(grant -> grant.cpus().toString()).orElse("nothing");
    }

    @Test
    void slotsAreOfAllowedCpusAndDisjoint() {
        assertThatThrownBy(() ->
                        new CpuLayout(topology, List.of(CpuSet.parse("0-3"), CpuSet.parse("3")), CpuDemand.cores(1)))
                .hasMessageContaining("slots: 3");
        assertThatThrownBy(() -> new CpuLayout(topology, List.of(CpuSet.parse("16")), CpuDemand.cores(1)))
                .hasMessageContaining("16");
    }
}
