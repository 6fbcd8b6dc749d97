/** OSHI providers of memory sampling and topology, for every platform on which OSHI runs. Empty in this version. */
@org.jspecify.annotations.NullMarked
package org.expool.mem.oshi;
