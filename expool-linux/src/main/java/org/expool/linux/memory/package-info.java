/** Memory of running processes, as procfs and control groups tell it. */
@org.jspecify.annotations.NullMarked
package org.expool.linux.memory;
