/**
 * Contracts for providers of platform functions.
 *
 * <p>Every contract extends {@link org.expool.spi.Provider}. Providers are found by {@link java.util.ServiceLoader} or bound
 * explicitly; of the available ones the one of the highest {@link org.expool.spi.Provider#priority() priority} is used,
 * unless another is selected by name. The scale: 0 works everywhere, 100 uses the platform, 200 and more uses the best
 * mechanism of the platform. New abilities are added as default methods.
 */
@org.jspecify.annotations.NullMarked
package org.expool.spi;
