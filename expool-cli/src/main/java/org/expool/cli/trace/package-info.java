/** Reads traces: jobs as they were recorded. */
@org.jspecify.annotations.NullMarked
package org.expool.cli.trace;
