/** Topology and affinity on recorded hosts, and through the command. */
package org.expool.tests.topology;
