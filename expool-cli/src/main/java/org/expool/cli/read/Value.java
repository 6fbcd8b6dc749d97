package org.expool.cli.read;

/**
 * Reads one kind of value.
 *
 * @param <T> its type
 */
@FunctionalInterface
public interface Value<T> {

    /**
     * Reads a node that is not null.
     *
     * @throws BadValueException if it is of another kind
     */
    T read(Node node) throws BadValueException;
}
