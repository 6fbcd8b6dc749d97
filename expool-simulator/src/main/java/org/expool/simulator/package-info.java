/**
 * Drives the scheduler (package org.expool.core.schedule) with a virtual clock and simulated processes, and checks its
 * invariants after every step. A real pool drives the same scheduler.
 *
 * <ul>
 *   <li>Driving a run: {@link Simulation}, {@link Behaviour}, {@link Activity}, {@link MemoryStep}; {@link FaultInjector} makes
 *       the scheduler faulty.
 *   <li>The simulated world: {@code Simulated*}, {@link VirtualClock}. {@code CommandLog} is the hash of a run's commands.
 *   <li>The reference model, which has the scheduler's rules a second time: {@code ReferenceModel} and its parts
 *       {@code Reference*}, {@code ReferenceTasks}, {@code RoundLimits}, {@code StartDelays}, {@code CpusOf}, {@code Completion}.
 *   <li>Invariants: the subclasses of {@code Invariant}, all listed in {@code Invariants}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.expool.simulator;
