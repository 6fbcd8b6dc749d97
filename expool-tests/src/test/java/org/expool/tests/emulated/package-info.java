/** What only the emulated machine has: cgroup v2 with all controllers, NUMA nodes, SMT. */
package org.expool.tests.emulated;
