/** Sampling the memory of running processes from procfs and control groups. */
@org.jspecify.annotations.NullMarked
package org.expool.linux.memory;
