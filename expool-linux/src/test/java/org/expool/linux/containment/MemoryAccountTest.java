package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.expool.PeakMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With files like those of cgroup v2; {@link CgroupV1MemoryTest} uses a real cgroup v1. */
class MemoryAccountTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private final OpenFiles open = new OpenFiles();
    private MemoryAccount account;

    @BeforeEach
    void files() throws IOException {
        write("memory.events", "low 0\noom 3\noom_kill 3\n");
        write("memory.current", "0\n");
        stat(0, 0);
    }

    @AfterEach
    void close() {
        open.close();
    }

    /** Linux 5.19 to 6.11. */
    @Test
    void aPeakThatCannotBeResetCountsOnlyIfItGrew() throws IOException {
        charge("memory.peak", 300);
        Files.setPosixFilePermissions(folder.resolve("memory.peak"), PosixFilePermissions.fromString("r--r--r--"));
        open();
        charge("memory.current", 100);
        account.begin();
        assertThat(account.peak()).isNull();
        assertThat(account.peakWithoutFiles()).isNull();
        charge("memory.peak", 350);
        assertThat(account.peak()).isEqualTo(peak(250));
        stat(120, 20);
        assertThat(account.peakWithoutFiles()).as("100 of files from before").isEqualTo(peak(250));
        stat(220, 20);
        assertThat(account.peakWithoutFiles())
                .as("without shared memory, which stays")
                .isEqualTo(peak(150));
    }

    /** Linux 6.12 and newer, where a write resets the peak to the current charge, here 0. */
    @Test
    void aPeakThatCanBeResetIsReset() throws IOException {
        write("memory.peak", "7");
        open();
        account.begin();
        assertThat(Files.readString(folder.resolve("memory.peak")))
                .as("written to")
                .isEqualTo("0");
        charge("memory.peak", 40);
        assertThat(account.peak()).isEqualTo(peak(40));
    }

    @Test
    void peaksAreAtLeastOneBatchPerCpu() throws IOException {
        charge("memory.peak", 0);
        open();
        account.begin();
        long batches = ChargeBatch.ofThisHost().bytes();
        assertThat(account.peak().bytes())
                .isEqualTo(batches)
                .isGreaterThanOrEqualTo(64 * 4096L * Runtime.getRuntime().availableProcessors());
        assertThat(account.peakWithoutFiles().bytes()).isEqualTo(batches);
    }

    @Test
    void killsAreCountedWithoutAPeak() throws IOException {
        open();
        account.begin();
        assertThat(account.peak()).isNull();
        assertThat(account.oomKills()).isZero();
        write("memory.events", "low 0\noom 4\noom_kill 5\n");
        assertThat(account.oomKills()).isEqualTo(2);
        account.begin();
        assertThat(account.oomKills()).isZero();
    }

    private void open() {
        account = MemoryAccount.find(List.of(folder), true, open);
    }

    private static PeakMemory peak(long mebibytes) {
        return new PeakMemory(mebibytes * MIB, PeakMemory.Source.CGROUP);
    }

    private void charge(String file, long mebibytes) throws IOException {
        write(file, mebibytes * MIB + "\n");
    }

    private void stat(long fileMebibytes, long sharedMebibytes) throws IOException {
        write(
                "memory.stat",
                "anon 1\nfile " + fileMebibytes * MIB + "\nfile_mapped 7\nshmem " + sharedMebibytes * MIB + "\n");
    }

    /** In place, as the file is kept open. */
    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
