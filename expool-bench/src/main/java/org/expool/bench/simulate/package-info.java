/** How fast the simulator is, and whether the machine keeps its invariants in very many scenarios. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.simulate;
