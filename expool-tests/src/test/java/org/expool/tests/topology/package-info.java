/** Topology and affinity on recorded machines, and through the command. */
package org.expool.tests.topology;
