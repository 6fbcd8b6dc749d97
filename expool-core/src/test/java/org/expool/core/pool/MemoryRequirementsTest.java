package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.MemoryLimit;
import org.expool.MemorySize;
import org.expool.PoolBuilder;
import org.expool.ProviderMissingException;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.launch.ProcessBuilderLauncher;
import org.junit.jupiter.api.Test;

/** A pool without a memory sampler. */
class MemoryRequirementsTest {

    private static PoolBuilder pool() {
        return new EnginePoolProvider(ProviderCatalog.of(List.of(new ProcessBuilderLauncher()))).builder();
    }

    @Test
    void whatNeedsASamplerIsRefusedWithTheModuleThatBringsOne() {
        for (PoolBuilder builder : List.of(
                pool().memoryLimit(MemorySize.ofGiB(1)),
                pool().memoryLimit(MemoryLimit.ofPercent(50)),
                pool().reserve(MemorySize.ofGiB(1)),
                pool().history(Path.of("history")))) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(ProviderMissingException.class)
                    .hasMessageContaining("cannot balance memory")
                    .hasMessageContaining("expool-linux");
        }
    }

    @Test
    void soIsALimitOfAJob() {
        Job limited = Job.builder("limited", Command.of("true"))
                .memoryLimit(MemorySize.ofGiB(1))
                .build();
        try (ExecPool pool = pool().build()) {
            assertThatThrownBy(() -> pool.submit(limited))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("memoryLimit")
                    .hasMessageContaining("expool-linux");
        }
    }
}
