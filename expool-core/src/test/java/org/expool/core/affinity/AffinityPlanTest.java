package org.expool.core.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.core.affinity.AffinityRequest.Cores;
import org.expool.core.affinity.AffinityRequest.Order;
import org.expool.core.affinity.AffinityRequest.Threads;
import org.expool.core.affinity.AffinityRequest.Use;
import org.expool.core.affinity.AffinityRequest.Workers;
import org.junit.jupiter.api.Test;

class AffinityPlanTest {

    /** 2 nodes of 2 L3 of 2 cores of 2 threads: 0-7 and 8-15. */
    private static final CpuTopology TOPOLOGY = TopologyBuilder.regular(2, 2, 2, 1, 2);

    /** 4 powerful cores with two threads each, 4 others that share an L2: 0-7 and 8-11. */
    private static final CpuTopology HYBRID = new TopologyBuilder()
            .core(2)
            .cache(2, 0)
            .core(2)
            .cache(2, 2)
            .core(2)
            .cache(2, 4)
            .core(2)
            .cache(2, 6)
            .core(1)
            .core(1)
            .core(1)
            .core(1)
            .cache(2, 8)
            .kind(8)
            .build();

    private static List<String> cpus(AffinityPlan plan) {
        return plan.slots().stream().map(slot -> slot.cpus().toString()).toList();
    }

    private static AffinityPlan workers(CpuTopology topology, int count) {
        return AffinityPlan.of(topology, AffinityRequest.of(new Workers(count)));
    }

    private static AffinityPlan cores(CpuTopology topology, int each) {
        return AffinityPlan.of(topology, AffinityRequest.of(new Cores(each)));
    }

    @Test
    void fewWorkersHaveMostCacheEachAndAreSpreadOverNodesAndCaches() {
        assertThat(cpus(cores(TOPOLOGY, 1)))
                .containsExactly("0-1", "8-9", "4-5", "12-13", "2-3", "10-11", "6-7", "14-15");
        assertThat(cpus(cores(TOPOLOGY, 2))).containsExactly("0-3", "8-11", "4-7", "12-15");
        assertThat(cpus(workers(TOPOLOGY, 2))).containsExactly("0-7", "8-15");
        assertThat(cpus(workers(TOPOLOGY, 3))).containsExactly("0-3", "8-11", "4-7");
        assertThat(cpus(workers(TOPOLOGY, 1))).containsExactly("0-15");
    }

    @Test
    void byNodeSlotsAscendWithinNodes() {
        assertThat(cpus(AffinityPlan.of(
                        TOPOLOGY, AffinityRequest.of(new Cores(1)).with(Order.BY_NODE))))
                .containsExactly("0-1", "8-9", "2-3", "10-11", "4-5", "12-13", "6-7", "14-15");
    }

    @Test
    void describesSlots() {
        AffinitySlot one = cores(TOPOLOGY, 1).slots().get(0);
        assertThat(one.level()).isEqualTo(SlotLevel.CORE);
        assertThat(one.sharers()).isEqualTo(Map.of(SlotLevel.L2, 1, SlotLevel.L3, 2, SlotLevel.NODE, 4));
        assertThat(one.memoryNodes()).isEqualTo(CpuSet.of(0));
        assertThat(one.kind()).isNull();
        assertThat(cores(TOPOLOGY, 2).slots()).allMatch(slot -> slot.level() == SlotLevel.L3);
        assertThat(cores(TOPOLOGY, 3).slots()).allMatch(slot -> slot.level() == SlotLevel.NODE);
        assertThat(workers(TOPOLOGY, 1).slots().get(0).level()).isEqualTo(SlotLevel.MACHINE);
        assertThat(workers(TOPOLOGY, 1).slots().get(0).memoryNodes()).hasToString("0-1");
        assertThat(workers(TOPOLOGY, 16).slots()).allMatch(slot -> slot.level() == SlotLevel.THREAD);
    }

    @Test
    void saysWhetherAllSlotsAreAlikeAndWhichCpusAreUnused() {
        assertThat(cores(TOPOLOGY, 2).symmetric()).isTrue();
        assertThat(cores(TOPOLOGY, 3).symmetric()).isTrue();
        assertThat(cores(TOPOLOGY, 3).unusedCpus()).hasToString("6-7,14-15");
        assertThat(workers(TOPOLOGY, 3).symmetric())
                .as("one has a node for itself")
                .isFalse();
        assertThat(cores(HYBRID, 1).symmetric()).isFalse();
    }

    @Test
    void usesTheRequestedThreads() {
        AffinityRequest two = AffinityRequest.of(new Cores(2));
        assertThat(cpus(AffinityPlan.of(TOPOLOGY, two.with(Use.THREAD_PER_CORE))))
                .containsExactly("0,2", "8,10", "4,6", "12,14");
        assertThat(cpus(AffinityPlan.of(TOPOLOGY, two.with(Use.ONE)))).containsExactly("0", "8", "4", "12");
        assertThat(cpus(AffinityPlan.of(TOPOLOGY, AffinityRequest.of(new Threads()))))
                .startsWith("0", "8", "4", "12", "2", "10", "6", "14", "1", "9");
    }

    @Test
    void moreWorkersThanCoresGetEqualPartsOfThem() {
        assertThat(cpus(workers(TOPOLOGY, 9))).hasSize(9).startsWith("0", "8").endsWith("1");
        assertThatThrownBy(() -> workers(TOPOLOGY, 17))
                .isInstanceOf(UnplannableException.class)
                .hasMessageContaining("17 workers")
                .hasMessageContaining("at most 16");
    }

    @Test
    void aSlotLargerThanAnyNodeMustBeAllowedToSpan() {
        assertThatThrownBy(() -> cores(TOPOLOGY, 5))
                .isInstanceOf(UnplannableException.class)
                .hasMessageContaining("the largest NUMA node (0) has 4")
                .hasMessageEndingWith("ask for at most 4");
        assertThat(cpus(AffinityPlan.of(
                        TOPOLOGY, AffinityRequest.of(new Cores(5)).spanning())))
                .containsExactly("0-9");
        assertThatThrownBy(() -> AffinityPlan.of(
                        TOPOLOGY, AffinityRequest.of(new Cores(9)).spanning()))
                .hasMessageContaining("the host has 8");
    }

    @Test
    void fewerWorkersThanNodesGetWholeNeighbours() {
        CpuTopology four = TopologyBuilder.regular(4, 1, 1, 2, 1);
        assertThat(cpus(workers(four, 2))).containsExactly("0-3", "4-7");
        assertThat(cpus(workers(four, 3))).containsExactlyInAnyOrder("0-1", "2-3", "4-7");
        assertThat(cpus(AffinityPlan.of(four, AffinityRequest.of(new Workers(3)).strictly())))
                .containsExactly("0-1", "2-3", "4-5");
    }

    @Test
    void slotsAreOfOneKindIfRequiredAndAllOfTheSameIfStrict() {
        assertThat(cpus(AffinityPlan.of(HYBRID, AffinityRequest.of(new Cores(3)).ofOneKind())))
                .containsExactlyInAnyOrder("8-10", "0-5");
        assertThat(AffinityPlan.of(HYBRID, AffinityRequest.of(new Cores(3)).ofOneKind())
                        .slots())
                .noneMatch(
                        slot -> slot.level() == SlotLevel.MACHINE && slot.cpus().contains(8));
        AffinityPlan strict =
                AffinityPlan.of(HYBRID, AffinityRequest.of(new Workers(4)).strictly());
        assertThat(strict.slots()).allMatch(slot -> slot.cores() == 1).hasSize(4);
        assertThat(strict.slots().stream().map(slot -> slot.cpus().size()).distinct())
                .hasSize(1);
    }

    @Test
    void oneKindChangesNothingIfNoSlotCouldMixThem() {
        AffinityRequest five = AffinityRequest.of(new Workers(5));
        assertThat(cpus(AffinityPlan.of(HYBRID, five.ofOneKind())))
                .as("no two share an L2")
                .isEqualTo(cpus(AffinityPlan.of(HYBRID, five)));
        AffinityRequest one = AffinityRequest.of(new Workers(1)).ofOneKind();
        assertThat(cpus(AffinityPlan.of(TOPOLOGY, one)))
                .as("whole nodes are merged")
                .containsExactly("0-15");
    }

    @Test
    void movesTwoCoresToAnotherCacheTogether() {
        TopologyBuilder builder = new TopologyBuilder();
        builder.core(1).core(1).cache(2, 0).core(1).core(1).core(1).cache(2, 2).cache(3, 0);
        builder.core(1).core(1).core(1).cache(2, 5).cache(3, 5);
        assertThat(cpus(cores(builder.build(), 6))).as("two L2, not three").containsExactly("2-7");
    }

    @Test
    void reservesTheLowestCoresOfTheLargestNode() {
        AffinityPlan plan =
                AffinityPlan.of(TOPOLOGY, AffinityRequest.of(new Cores(1)).reserving(3));
        assertThat(plan.unusedCpus()).hasToString("0-3,8-9");
        assertThatThrownBy(() -> AffinityPlan.of(
                        TOPOLOGY, AffinityRequest.of(new Cores(1)).reserving(8)))
                .hasMessageContaining("reserve at most 7");
    }

    @Test
    void lesson36_onlyAllowedCpusArePlanned() {
        AffinityPlan plan = cores(TOPOLOGY.restrictedTo(CpuSet.parse("1,4-5,14")), 1);
        assertThat(cpus(plan)).containsExactly("1", "14", "4-5");
        assertThat(plan.slots().get(0).level()).isEqualTo(SlotLevel.CORE);
        assertThatThrownBy(() -> cores(TOPOLOGY.restrictedTo(CpuSet.empty()), 1))
                .isInstanceOf(UnplannableException.class)
                .hasMessageContaining("no CPU");
    }

    @Test
    void cpusWithoutANodeCountAsASeparateNode() {
        CpuTopology topology =
                new TopologyBuilder().core(1).core(1).node(0).core(1).core(1).build();
        assertThat(cpus(cores(topology, 2))).containsExactly("0-1", "2-3");
        assertThat(cores(topology, 2).slots().get(1).memoryNodes()).isEqualTo(CpuSet.empty());
        assertThatThrownBy(() -> cores(topology, 3)).hasMessageContaining("has 2");
    }

    @Test
    void plansAreDeterministic() {
        assertThat(workers(HYBRID, 3)).isEqualTo(workers(HYBRID, 3));
    }
}
