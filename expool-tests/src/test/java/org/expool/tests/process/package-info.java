/** Real processes through the public API, with every launcher that is available here. */
package org.expool.tests.process;
