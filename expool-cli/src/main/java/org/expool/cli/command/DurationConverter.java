package org.expool.cli.command;

import java.time.Duration;
import org.expool.cli.read.DurationText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the duration of an option. Stateless. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        return DurationText.parse(value)
                .orElseThrow(() ->
                        new TypeConversionException("expected " + DurationText.EXPECTED + ", not '" + value + "'"));
    }
}
