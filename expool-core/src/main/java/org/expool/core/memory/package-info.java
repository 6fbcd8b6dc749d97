/**
 * Memory: prediction of peaks ({@link org.expool.core.memory.Predictor}), promises to running jobs
 * ({@link org.expool.core.memory.Promises}), choice of the next job that fits ({@link org.expool.core.memory.Admission}) and
 * termination policies. Pure: no clock, file or thread; the same calls give the same answers.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.memory;
