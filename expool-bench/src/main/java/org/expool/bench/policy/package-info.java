/** In which order jobs that need memory should start: the pool's order compared with simpler ones, in virtual time. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.policy;
