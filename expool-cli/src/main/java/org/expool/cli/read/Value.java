package org.expool.cli.read;

/**
 * How to read one kind of value.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface Value<T> {

    /**
     * Reads a node that is not null.
     *
     * @throws BadValueException if it is something else
     */
    T read(Node node) throws BadValueException;
}
