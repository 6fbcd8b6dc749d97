/** Memory limits and balancing with real processes. */
package org.expool.tests.memory;
