/** Persistent history of finished runs, in a file shared by pools. */
@org.jspecify.annotations.NullMarked
package org.expool.core.history;
