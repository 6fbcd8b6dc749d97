/** Jobs that try to survive, and how many of their processes do, for each kind of containment. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.hostile;
