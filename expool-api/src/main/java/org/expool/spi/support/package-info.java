/**
 * Helpers for implementers of launchers and containments.
 *
 * <p>Opening FIFOs in the child, looking up programs, queues between threads, waits that ignore interrupts, decorators of
 * launch steps. Nothing here is needed to use a pool.
 */
@org.jspecify.annotations.NullMarked
package org.expool.spi.support;
