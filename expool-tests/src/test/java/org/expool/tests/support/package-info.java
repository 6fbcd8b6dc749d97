/** Shared by all these tests: the folders of modules, and starting programs and JVMs. */
package org.expool.tests.support;
