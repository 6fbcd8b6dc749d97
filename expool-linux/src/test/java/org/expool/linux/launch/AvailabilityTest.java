package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.expool.linux.memory.ProcfsMemorySampler;
import org.expool.spi.Availability;
import org.expool.spi.Finding;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.junit.jupiter.api.Test;

/** Where the launcher works, and what it says where it does not. */
class AvailabilityTest {

    @Test
    void itWorksHere() {
        assertThat(new PosixSpawnLauncher().availability()).isEqualTo(Availability.available());
    }

    @Test
    void anOlderLibraryIsNamedWithItsRemedy() {
        assertThat(new Requirements("Linux", 64, name -> !name.equals("posix_spawn_file_actions_addclosefrom_np"))
                        .check())
                .isEqualTo(Availability.unavailable("the C library lacks posix_spawn_file_actions_addclosefrom_np"
                        + " (glibc 2.34 or newer brings it)"));
    }

    @Test
    void whatDecidesIsTold() {
        assertThat(new LaunchDiagnosis().findings())
                .extracting(Finding::subject)
                .containsExactly("addclosefrom_np", "addchdir_np", "pidfd_open");
        assertThat(new LaunchDiagnosis().findings()).extracting(Finding::state).containsOnly(Finding.State.GOOD);
        assertThat(LaunchDiagnosis.findings(name -> false, () -> false)).allSatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.MISSING);
            assertThat(finding.advice()).containsPattern("^(glibc 2|Linux 5).* brings it|^Linux 5.3 or newer has it");
        });
    }

    @Test
    void otherSystemsAndSmallJvmsAreNamed() {
        assertThat(new Requirements("Mac OS X", 64, name -> true).check())
                .isEqualTo(Availability.unavailable("posix_spawn with pidfd needs Linux, and this is Mac OS X"));
        assertThat(new Requirements("Linux", 32, name -> true).check())
                .isEqualTo(Availability.unavailable("a 64-bit JVM is needed, and this one has 32 bits"));
    }

    @Test
    void symbolsAreReallyLookedUp() {
        assertThat(Requirements.ofThisMachine().hasSymbol().test("posix_spawn")).isTrue();
        assertThat(Requirements.ofThisMachine().hasSymbol().test("posix_spawn_from_the_future"))
                .isFalse();
    }

    @Test
    void theProvidersAreFound() {
        assertThat(ServiceLoader.load(ProcessLauncher.class)).hasAtLeastOneElementOfType(PosixSpawnLauncher.class);
        assertThat(ServiceLoader.load(MemorySampler.class)).hasAtLeastOneElementOfType(ProcfsMemorySampler.class);
    }
}
