/** What finished jobs took, kept across runs of pools in a file. */
@org.jspecify.annotations.NullMarked
package org.expool.core.history;
