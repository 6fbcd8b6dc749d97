/**
 * Binding workers to CPUs and to the memory of NUMA nodes. What is asked of the kernel is read back: it leaves out of a
 * mask, without a word, what is offline or not allowed.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.affinity;
