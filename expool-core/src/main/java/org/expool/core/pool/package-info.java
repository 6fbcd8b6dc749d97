/** Drives the scheduler (package org.expool.core.schedule) with real time, processes and callbacks. */
@org.jspecify.annotations.NullMarked
package org.expool.core.pool;
