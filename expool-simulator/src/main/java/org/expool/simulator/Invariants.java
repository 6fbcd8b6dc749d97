package org.expool.simulator;

/** All rules that are checked in every simulation. */
final class Invariants {

    private Invariants() {}

    static Invariant[] of(ReferenceModel world) {
        return new Invariant[] {
            new OneConclusion(world),
            new CallbacksInOrder(world),
            new SlotsAreExclusive(world),
            new ResourcesSuffice(world),
            new CpusSuffice(world),
            new CpusAreAwaitedInTurn(world),
            new PrerequisitesFirst(world),
            new TasksInOrder(world),
            new TasksEndInTime(world),
            new TaskCountsHold(world),
            new NothingStartsWhenPaused(world),
            new FrozenAsAsked(world),
            new StartsInOrder(world),
            new ChainsAreFounded(world),
            new RepetitionsAreBounded(world),
            new NothingIsLate(world),
            new LimitsAreTrue(world),
            new MemoryIsPromised(world),
            new MemoryLimitsHold(world),
            new FactsInOrder(world),
            new ReliefIsBounded(world),
            new RoundsEnd(world),
            new InspectionsAreTrue(world),
            new CountsAreTrue(world),
            new EverythingEnds(world)
        };
    }
}
