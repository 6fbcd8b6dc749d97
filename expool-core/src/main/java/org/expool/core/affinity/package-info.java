/**
 * Which CPUs a worker gets: planned for a pool whose workers are all alike, allocated for jobs with demands of their
 * own. Pure functions and plain state, without a clock, thread, file or process.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.affinity;
