/** How soon after a job's end the next one starts. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.latency;
