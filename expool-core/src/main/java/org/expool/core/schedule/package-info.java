/**
 * The decision part of the engine: a deterministic state machine that turns events into decisions. No clock, thread,
 * file or process is known here; times are nanoseconds of a clock that the driver chooses, so that a real pool and a
 * simulation drive the same code.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.schedule;
