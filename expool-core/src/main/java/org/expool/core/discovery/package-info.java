/** Finds providers and chooses among them. */
@org.jspecify.annotations.NullMarked
package org.expool.core.discovery;
