/** System calls that the JDK does not offer, each bound once, and native memory for them. Not exported. */
@org.jspecify.annotations.NullMarked
package org.expool.linux.kernel;
