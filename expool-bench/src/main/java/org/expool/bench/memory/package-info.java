/** Real jobs under a memory limit: makespans, terminations, and how soon the pool acts. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.memory;
