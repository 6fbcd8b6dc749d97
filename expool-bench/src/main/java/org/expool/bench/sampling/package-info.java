/** What it costs to sample the memory of many processes. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.sampling;
