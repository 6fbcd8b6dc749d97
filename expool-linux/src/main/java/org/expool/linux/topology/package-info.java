/**
 * What the machine is made of, as sysfs or hwloc tells it.
 *
 * <p>Parsers are pure functions of text; folders are given from outside, so that copies of other machines' trees can be
 * read as well as the tree of this one.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.topology;
