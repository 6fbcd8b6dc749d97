package org.expool.cli.command;

import org.expool.MemoryLimit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the memory limit of a pool. Stateless. */
final class MemoryLimitConverter implements ITypeConverter<MemoryLimit> {

    @Override
    public MemoryLimit convert(String value) {
        try {
            return MemoryLimit.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
