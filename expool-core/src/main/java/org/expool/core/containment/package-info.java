/** The containment for platforms that bring none. */
@org.jspecify.annotations.NullMarked
package org.expool.core.containment;
