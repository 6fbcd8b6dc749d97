package org.expool.bench.spawn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.expool.Affinity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what each worker gets: one of the units; cores means one core. Stateless. */
final class AffinityConverter implements ITypeConverter<Affinity> {

    @Override
    public Affinity convert(String value) {
        List<String> units = Arrays.stream(Affinity.Unit.values())
                .filter(unit -> unit != Affinity.Unit.NONE)
                .map(unit -> unit.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!units.contains(value)) {
            throw new TypeConversionException("expected one of " + units + ", not '" + value + "'");
        }
        return Affinity.each(Affinity.Unit.valueOf(value.toUpperCase(Locale.ROOT)));
    }
}
