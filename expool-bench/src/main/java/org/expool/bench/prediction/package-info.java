/** How well peaks are predicted, beside simpler rules. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.prediction;
