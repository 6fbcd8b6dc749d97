/**
 * The API for users of a pool.
 *
 * <p>A {@link org.expool.Job} is an immutable description of one external command with its limits; an
 * {@link org.expool.ExecPool} runs jobs; a {@link org.expool.JobHandle} follows one submitted job; a
 * {@link org.expool.JobResult} says what happened, with exactly one {@link org.expool.Outcome}. Contracts for
 * providers of platform abilities are in {@link org.expool.spi}.
 */
@org.jspecify.annotations.NullMarked
package org.expool;
