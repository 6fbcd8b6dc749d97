package org.expool.simulator;

/** All rules that are checked in every simulation. */
final class Invariants {

    private Invariants() {}

    static Invariant[] of(ReferenceModel model) {
        return new Invariant[] {
            new OneOutcome(model),
            new CallbacksInOrder(model),
            new SlotsAreExclusive(model),
            new ResourcesSuffice(model),
            new CpusSuffice(model),
            new CpusAreAwaitedInTurn(model),
            new PrerequisitesFirst(model),
            new TasksInOrder(model),
            new TasksEndInTime(model),
            new TaskCountsHold(model),
            new NothingStartsWhenPaused(model),
            new FrozenAsAsked(model),
            new StartsInOrder(model),
            new ChainsAreFounded(model),
            new RepetitionsAreBounded(model),
            new NothingIsLate(model),
            new LimitsAreTrue(model),
            new MemoryIsPromised(model),
            new MemoryLimitsHold(model),
            new FactsInOrder(model),
            new PressureHandlingIsBounded(model),
            new RoundsEnd(model),
            new InspectionsAreTrue(model),
            new CountsAreTrue(model),
            new EverythingEnds(model)
        };
    }
}
