/** Replays recorded jobs on the scheduler in virtual time, to see what a policy would have done. */
@org.jspecify.annotations.NullMarked
package org.expool.simulator.trace;
