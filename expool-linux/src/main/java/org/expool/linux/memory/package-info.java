/** Memory of running processes, as procfs tells it. */
@org.jspecify.annotations.NullMarked
package org.expool.linux.memory;
