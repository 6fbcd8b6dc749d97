/** Discovery and selection of providers. */
@org.jspecify.annotations.NullMarked
package org.expool.core.discovery;
