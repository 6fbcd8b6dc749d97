/** Jobs per second, side by side with peers. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.spawn;
