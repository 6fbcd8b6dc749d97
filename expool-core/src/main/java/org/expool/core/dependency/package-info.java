/** Algorithms on dependencies between jobs and tasks. No clock, thread, file or process here. */
@org.jspecify.annotations.NullMarked
package org.expool.core.dependency;
