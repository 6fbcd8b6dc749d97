/** What benchmarks need of the machine: facts, compilers, programs, a place for files. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.machine;
