/**
 * Contracts for those who supply what the platform can do.
 *
 * <p>Every contract extends {@link org.expool.spi.Provider}. Providers are found by {@link java.util.ServiceLoader} or
 * bound by hand; of the available ones the one of the highest {@link org.expool.spi.Provider#priority() priority} is
 * used, unless one is asked for by name. The ladder: 0 works everywhere, 100 uses the platform, 200 and more uses the
 * best the platform has. New abilities come as default methods.
 */
@org.jspecify.annotations.NullMarked
package org.expool.spi;
