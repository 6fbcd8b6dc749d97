/** OSHI providers of memory sampling and topology, for every platform on which OSHI runs. */
@org.jspecify.annotations.NullMarked
package org.expool.mem.oshi;
