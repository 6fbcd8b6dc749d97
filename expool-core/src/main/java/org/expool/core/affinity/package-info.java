/**
 * Assignment of CPUs: planned for a pool whose workers are all alike ({@link org.expool.core.affinity.AffinityPlan}), allocated
 * for jobs with their own demands ({@link org.expool.core.affinity.CpuAllocator}). Pure: no clock, thread, file or process.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.affinity;
