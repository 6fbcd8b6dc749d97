/** What it costs to detect the topology of a large machine, to plan for it, and to allocate its CPUs. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.topology;
