/**
 * Cells for the processes of jobs: cgroup v1 and v2, PID namespaces, and scans for an inherited environment variable. An
 * {@link org.expool.linux.containment.Enclosure} implements the mechanism of one kind of cell; the common parts (marker,
 * rounds of kills, guard, closing) are around it.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.containment;
