/** What the tests of the whole share: where the modules are, and starting programs and JVMs. */
package org.expool.tests.support;
