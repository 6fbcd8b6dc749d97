/** What only the emulated machine has: control groups of the second version with all controllers, NUMA nodes, SMT. */
package org.expool.tests.emulated;
