/** Simulations as plain data: generated from a seed, run, shrunk when one fails, and printed as a test. */
@org.jspecify.annotations.NullMarked
package org.expool.simulator.scenario;
