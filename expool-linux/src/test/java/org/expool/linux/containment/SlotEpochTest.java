package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.containment.SlotEpoch.ProcessAge;
import org.expool.linux.proc.Procfs;
import org.expool.spi.LaunchStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes of a cell belong to its current job, by their start times. */
class SlotEpochTest {

    private static final LaunchStep ANY = new LaunchStep() {};

    @TempDir
    Path proc;

    @Test
    void allProcessesArePastWithoutAJob() throws IOException {
        SlotEpoch epoch = new SlotEpoch(new Procfs(proc));
        assertThat(epoch.age(process(10, 100))).isEqualTo(ProcessAge.PAST);
        LaunchStep job = epoch.begin(ANY, () -> {});
        job.spawned(process(11, 100));
        job.release();
        assertThat(epoch.age(process(12, 100))).isEqualTo(ProcessAge.PAST);
    }

    @Test
    void onlyProcessesYoungerThanTheFirstBelongToTheJob() throws IOException {
        SlotEpoch epoch = new SlotEpoch(new Procfs(proc));
        epoch.begin(ANY, () -> {}).spawned(process(50, 100));
        assertThat(epoch.age(50)).isEqualTo(ProcessAge.PRESENT);
        assertThat(epoch.age(process(60, 99))).isEqualTo(ProcessAge.PAST);
        assertThat(epoch.age(process(40, 101))).isEqualTo(ProcessAge.PRESENT);
        assertThat(epoch.age(process(49, 100))).isEqualTo(ProcessAge.PAST);
        assertThat(epoch.age(process(51, 100))).isEqualTo(ProcessAge.PRESENT);
    }

    @Test
    void theAgeIsUnknownWithoutTheFirstProcess() throws IOException {
        SlotEpoch epoch = new SlotEpoch(new Procfs(proc));
        LaunchStep job = epoch.begin(ANY, () -> {});
        assertThat(epoch.age(process(10, 100))).isEqualTo(ProcessAge.UNKNOWN);
        job.spawned(11); // but gone at once
        assertThat(epoch.age(10)).isEqualTo(ProcessAge.UNKNOWN);
    }

    @Test
    void theEndOfOneJobDoesNotEndTheNext() throws IOException {
        SlotEpoch epoch = new SlotEpoch(new Procfs(proc));
        LaunchStep first = epoch.begin(ANY, () -> {});
        LaunchStep second = epoch.begin(ANY, () -> {});
        second.spawned(process(20, 100));
        first.release();
        assertThat(epoch.age(process(30, 200))).isEqualTo(ProcessAge.PRESENT);
    }

    private long process(long pid, long start) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        String zeros = "0 ".repeat(18);
        Files.writeString(folder.resolve("stat"), pid + " (a) b) S " + zeros + start + " 0\n");
        return pid;
    }
}
