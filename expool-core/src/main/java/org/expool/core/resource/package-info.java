/** The pool's named resources: their units and to which jobs they are granted. Pure: no clock, thread, file or process. */
@org.jspecify.annotations.NullMarked
package org.expool.core.resource;
