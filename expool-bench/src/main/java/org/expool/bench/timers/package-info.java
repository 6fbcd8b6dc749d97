/** How punctual timeouts are. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.timers;
