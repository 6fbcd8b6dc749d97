/**
 * Cells for the processes of jobs: control groups of both versions, PID namespaces, and a sweep for a variable that
 * processes inherit. One {@link org.expool.linux.containment.Enclosure} does what one kind of cell does differently;
 * what all have in common (the marker, the rounds of killing, the guard, the end) is around it.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.containment;
