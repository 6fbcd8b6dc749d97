/** Replays recorded jobs on the machine in virtual time: what a policy would have made of them. */
@org.jspecify.annotations.NullMarked
package org.expool.simulator.trace;
