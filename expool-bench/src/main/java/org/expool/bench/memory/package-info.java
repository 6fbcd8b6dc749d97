/** Real jobs under a limit of memory: makespans, endings, and how soon the pool acts. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.memory;
