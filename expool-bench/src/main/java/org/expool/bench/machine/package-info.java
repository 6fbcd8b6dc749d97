/** What benchmarks need of the host: facts, compilers, programs, a folder for files. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.machine;
