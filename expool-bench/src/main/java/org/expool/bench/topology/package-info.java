/** What it costs to look at a large machine, to plan for it, and to allocate its CPUs. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.topology;
