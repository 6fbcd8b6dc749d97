/** Platform functions that Java does not offer. Not exported. */
@org.jspecify.annotations.NullMarked
package org.expool.core.platform;
