/** Figures of samples, and how they are printed. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.report;
