/** A launcher for every platform with a JDK, on top of {@link java.lang.ProcessBuilder}. */
@org.jspecify.annotations.NullMarked
package org.expool.core.launch;
