/**
 * For tests of programs that use a pool: a {@link org.expool.simulator.manual.ManualPool} whose time the test moves and whose
 * processes are simulated.
 */
@org.jspecify.annotations.NullMarked
package org.expool.simulator.manual;
