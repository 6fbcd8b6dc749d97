/** Guice module for programs that use Guice; the only package that depends on it. */
@org.jspecify.annotations.NullMarked
package org.expool.core.guice;
