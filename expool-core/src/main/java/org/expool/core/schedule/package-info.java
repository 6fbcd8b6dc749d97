/**
 * The scheduler: a deterministic state machine that turns events into {@link org.expool.core.schedule.Commands}. It
 * uses no clock, thread, file or process; times are nanoseconds of a clock that the driver chooses, so that a real pool
 * and a simulation drive the same code.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.schedule;
