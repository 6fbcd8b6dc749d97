/** In which order jobs that need memory should start: the pool's own beside simpler ones, in virtual time. */
@org.jspecify.annotations.NullMarked
package org.expool.bench.policy;
