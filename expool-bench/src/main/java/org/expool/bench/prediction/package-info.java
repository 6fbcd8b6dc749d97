/** How well peaks are predicted, compared with simpler rules. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.prediction;
