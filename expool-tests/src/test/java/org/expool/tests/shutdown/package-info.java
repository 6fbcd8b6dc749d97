/** What the end of the JVM does to a pool. */
package org.expool.tests.shutdown;
