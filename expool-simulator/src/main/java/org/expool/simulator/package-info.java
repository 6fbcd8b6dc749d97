/**
 * Drives the scheduler (package org.expool.core.schedule) with a virtual clock and simulated processes, and checks its
 * invariants after every step. What holds here holds for a real pool, which drives the same machine.
 */
@org.jspecify.annotations.NullMarked
package org.expool.simulator;
