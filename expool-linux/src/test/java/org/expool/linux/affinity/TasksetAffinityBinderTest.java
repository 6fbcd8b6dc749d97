package org.expool.linux.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.expool.linux.affinity.BinderFixture.on;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.MemoryBinding;
import org.expool.spi.Availability;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksetAffinityBinderTest {

    @TempDir
    Path folder;

    private TasksetAffinityBinder binder() throws IOException {
        Path program = Files.writeString(folder.resolve("taskset"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path status =
                Files.writeString(folder.resolve("status"), "Name:\tx\nCpus_allowed_list:\t0-2,9\nMems_allowed:\t1\n");
        return new TasksetAffinityBinder(Optional.of(program), status);
    }

    @Test
    void putsTheProgramWithTheListBeforeTheCommand() throws IOException {
        assertThat(binder().bind(on(CpuSet.parse("1-2,9"))).prefix())
                .containsExactly(folder.resolve("taskset").toString(), "-c", "1-2,9");
    }

    @Test
    void refusesWhatIsNotAllowedToThisProcess() throws IOException {
        LaunchStep step = binder().bind(on(CpuSet.parse("2-4")));
        assertThatThrownBy(step::prefix)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("3-4 are offline, or not allowed");
    }

    @Test
    void refusesWhenTheProgramIsGone() throws IOException {
        LaunchStep step = binder().bind(on(1));
        Files.delete(folder.resolve("taskset"));
        assertThatThrownBy(step::prefix)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("taskset");
        TasksetAffinityBinder without = new TasksetAffinityBinder(Optional.empty(), folder);
        assertThat(without.availability()).isInstanceOf(Availability.Unavailable.class);
        assertThatThrownBy(without.bind(on(1))::prefix).hasMessageContaining("util-linux");
    }

    @Test
    void refusesToBindMemory() throws IOException {
        CpuPlacement strict = new CpuPlacement(CpuSet.of(1), CpuSet.of(0), MemoryBinding.BIND);
        assertThatThrownBy(binder().bind(strict)::prefix).hasMessageContaining("native");
    }

    @Test
    void reportsNoMismatchBeforeTasksetWasExecuted() throws IOException {
        CpuPlacement elsewhere = on(CpuSet.of(5000));
        assertThat(mismatch(elsewhere, "sh", "-c", "sleep 60; :")).isPresent();
        assertThat(mismatch(elsewhere, "sh", "-c", "sleep 60; :", "/usr/bin/taskset", "-c", "5000", "true"))
                .isEmpty();
    }

    private Optional<String> mismatch(CpuPlacement placement, String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            return binder().mismatch(process.pid(), placement);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
