/**
 * What jobs are expected to need, what was promised to those that run, which fits next, and who gives way. Pure: no clock,
 * file or thread; the same calls give the same answers.
 */
@org.jspecify.annotations.NullMarked
package org.expool.core.memory;
