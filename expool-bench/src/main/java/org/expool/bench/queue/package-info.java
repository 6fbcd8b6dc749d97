/** What a long queue costs: time per job, heap, CPU while nothing can start. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.queue;
