/** The entry to the benchmarks. */
@org.jspecify.annotations.NullMarked
package org.expool.bench;
