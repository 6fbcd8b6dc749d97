package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.linux.containment.SlotEpoch.Standing;
import org.expool.linux.proc.Procfs;
import org.expool.spi.LaunchStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the processes of a cell are of its present job, by their birth. */
class SlotEpochTest {

    private static final LaunchStep ANY = new LaunchStep() {};

    @TempDir
    Path proc;

    @Test
    void allAreOfThePastWhereNoJobIs() throws IOException {
        SlotEpoch tenancy = new SlotEpoch(new Procfs(proc));
        assertThat(tenancy.standing(process(10, 100))).isEqualTo(Standing.PAST);
        LaunchStep job = tenancy.begin(ANY, () -> {});
        job.spawned(process(11, 100));
        job.release();
        assertThat(tenancy.standing(process(12, 100))).isEqualTo(Standing.PAST);
    }

    @Test
    void theYoungerThanTheFirstAreOfTheJobAndTheOlderAreNot() throws IOException {
        SlotEpoch tenancy = new SlotEpoch(new Procfs(proc));
        tenancy.begin(ANY, () -> {}).spawned(process(50, 100));
        assertThat(tenancy.standing(50)).isEqualTo(Standing.PRESENT);
        assertThat(tenancy.standing(process(60, 99))).isEqualTo(Standing.PAST);
        assertThat(tenancy.standing(process(40, 101))).isEqualTo(Standing.PRESENT);
        assertThat(tenancy.standing(process(49, 100))).isEqualTo(Standing.PAST);
        assertThat(tenancy.standing(process(51, 100))).isEqualTo(Standing.PRESENT);
    }

    @Test
    void nothingIsKnownBeforeTheFirstIsAndWhenItIsGone() throws IOException {
        SlotEpoch tenancy = new SlotEpoch(new Procfs(proc));
        LaunchStep job = tenancy.begin(ANY, () -> {});
        assertThat(tenancy.standing(process(10, 100))).isEqualTo(Standing.UNKNOWN);
        job.spawned(11); // and gone at once
        assertThat(tenancy.standing(10)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void theEndOfOneJobIsNotThatOfTheNext() throws IOException {
        SlotEpoch tenancy = new SlotEpoch(new Procfs(proc));
        LaunchStep first = tenancy.begin(ANY, () -> {});
        LaunchStep second = tenancy.begin(ANY, () -> {});
        second.spawned(process(20, 100));
        first.release();
        assertThat(tenancy.standing(process(30, 200))).isEqualTo(Standing.PRESENT);
    }

    private long process(long pid, long birth) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        String zeros = "0 ".repeat(18);
        Files.writeString(folder.resolve("stat"), pid + " (a) b) S " + zeros + birth + " 0\n");
        return pid;
    }
}
