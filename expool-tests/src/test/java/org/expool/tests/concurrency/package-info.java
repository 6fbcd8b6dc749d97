/** Many threads that use one pool at the same time. */
package org.expool.tests.concurrency;
