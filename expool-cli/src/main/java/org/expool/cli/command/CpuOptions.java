package org.expool.cli.command;

import java.util.Optional;
import org.expool.CpuDemand;
import org.expool.cli.batch.CpuDemandReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The CPUs that a command needs: at most one of three options. Filled by picocli; not thread-safe. */
final class CpuOptions {

    @Option(
            names = "--cpus",
            order = 8,
            paramLabel = "N",
            description = "Run on N CPUs (hardware threads) of one NUMA node.")
    private @Nullable Integer cpus;

    @Option(names = "--cores", order = 9, paramLabel = "N", description = "Run on N whole cores.")
    private @Nullable Integer cores;

    @Option(
            names = "--cache",
            order = 10,
            paramLabel = "LEVEL",
            converter = LevelConverter.class,
            description = "Run on all cores of one l2, l3 or node.")
    private CpuDemand.@Nullable Level cache;

    /**
     * The CPU demand; empty if no option was given.
     *
     * @throws org.expool.InvalidSettingsException if a number is below 1
     */
    Optional<CpuDemand> demand() {
        if (cpus != null) {
            return Optional.of(CpuDemand.threads(cpus));
        }
        return cores != null
                ? Optional.of(CpuDemand.cores(cores))
                : Optional.ofNullable(cache).map(CpuDemand::whole);
    }

    /** Reads a level. Stateless. */
    static final class LevelConverter implements ITypeConverter<CpuDemand.Level> {

        @Override
        public CpuDemand.Level convert(String value) {
            return CpuDemandReader.level(value)
                    .orElseThrow(() -> new TypeConversionException("expected l2, l3 or node, not '" + value + "'"));
        }
    }
}
