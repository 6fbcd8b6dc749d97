/** Reads traces of recorded jobs. */
@org.jspecify.annotations.NullMarked
package org.expool.cli.trace;
