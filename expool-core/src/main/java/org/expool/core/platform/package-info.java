/** What the engine needs of the platform and Java does not offer as such. Not exported. */
@org.jspecify.annotations.NullMarked
package org.expool.core.platform;
