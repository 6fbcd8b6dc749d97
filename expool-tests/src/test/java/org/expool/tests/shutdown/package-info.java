/** Pools at the shutdown of the JVM. */
package org.expool.tests.shutdown;
