/**
 * Runs processes in cells, whatever the containment ({@link org.expool.core.containment.ContainedSession}), and a
 * containment for every platform.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.containment;
