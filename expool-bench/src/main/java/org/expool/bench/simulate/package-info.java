/** How fast the simulator is, and whether the scheduler keeps its invariants in very many scenarios. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.simulate;
