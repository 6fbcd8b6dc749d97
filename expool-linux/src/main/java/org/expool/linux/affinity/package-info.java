/**
 * Binding workers to CPUs and to the memory of NUMA nodes. Masks are read back after they are set: the kernel silently drops
 * CPUs that are offline or not allowed.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.affinity;
