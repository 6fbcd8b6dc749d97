/** Jobs made up at random: how much memory they take, and how long, by patterns found in real pipelines. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.workload;
