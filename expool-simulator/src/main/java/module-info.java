/** Runs the scheduler in virtual time: a manual pool for tests, generated scenarios with invariants, and replay of recorded traces. */
@org.jspecify.annotations.NullMarked
module org.expool.simulator {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires transitive org.expool.core;

    exports org.expool.simulator;
    exports org.expool.simulator.manual;
    exports org.expool.simulator.scenario;
    exports org.expool.simulator.trace;
}
