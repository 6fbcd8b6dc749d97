/** Jobs per second, compared with other tools. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.spawn;
