/** What it costs to look at the memory of many processes. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.sampling;
