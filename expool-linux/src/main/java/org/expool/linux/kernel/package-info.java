/**
 * The calls of the kernel that the JDK does not offer, each bound once, and the memory to make them with. Not exported, as the
 * other packages of this module are the only users.
 */
@org.jspecify.annotations.NullMarked
package org.expool.linux.kernel;
