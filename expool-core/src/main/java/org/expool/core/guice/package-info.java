/** For programs that are wired by Guice; the only place that knows it. */
@org.jspecify.annotations.NullMarked
package org.expool.core.guice;
