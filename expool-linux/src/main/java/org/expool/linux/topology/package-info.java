/**
 * The topology of the host, from sysfs or hwloc.
 *
 * <p>Parsers are pure functions of text; folders are parameters, so that copies from other hosts can be read as well.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.topology;
