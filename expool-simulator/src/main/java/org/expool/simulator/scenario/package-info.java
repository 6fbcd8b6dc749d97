/**
 * Simulations as plain data: generated from a seed, run, shrunk to what matters when one fails, and printed as a test.
 */
@org.jspecify.annotations.NullMarked
package org.expool.simulator.scenario;
