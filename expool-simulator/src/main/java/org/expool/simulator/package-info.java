/**
 * Drives the scheduler (package org.expool.core.schedule) with a virtual clock and simulated processes, and checks its
 * invariants after every step. A real pool drives the same scheduler.
 */
@org.jspecify.annotations.NullMarked
package org.expool.simulator;
