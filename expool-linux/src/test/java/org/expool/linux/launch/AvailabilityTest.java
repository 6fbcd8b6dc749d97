package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.expool.linux.memory.ProcfsMemorySampler;
import org.expool.spi.Availability;
import org.expool.spi.Finding;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.junit.jupiter.api.Test;

/** Where the launcher is available, and its reasons elsewhere. */
class AvailabilityTest {

    @Test
    void itWorksHere() {
        assertThat(new PosixSpawnLauncher().availability()).isEqualTo(Availability.available());
    }

    @Test
    void aMissingFunctionIsNamedWithTheRequiredVersion() {
        assertThat(new Requirements("Linux", 64, name -> !name.equals("posix_spawn_file_actions_addclosefrom_np"))
                        .check())
                .isEqualTo(Availability.unavailable("the C library lacks posix_spawn_file_actions_addclosefrom_np"
                        + " (needs glibc 2.34 or newer)"));
    }

    @Test
    void theDiagnosisListsTheRequirements() {
        assertThat(new LaunchDiagnosis().findings())
                .extracting(Finding::subject)
                .containsExactly("addclosefrom_np", "addchdir_np", "pidfd_open");
        assertThat(new LaunchDiagnosis().findings()).extracting(Finding::state).containsOnly(Finding.State.GOOD);
        assertThat(LaunchDiagnosis.findings(name -> false, () -> false)).allSatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(Finding.State.MISSING);
            assertThat(finding.advice()).containsPattern("^needs glibc 2.* or newer|^use Linux 5.3 or newer");
        });
    }

    @Test
    void otherSystemsAndSmallJvmsAreNamed() {
        assertThat(new Requirements("Mac OS X", 64, name -> true).check())
                .isEqualTo(Availability.unavailable("posix_spawn with pidfd needs Linux; this is Mac OS X"));
        assertThat(new Requirements("Linux", 32, name -> true).check())
                .isEqualTo(Availability.unavailable("needs a 64-bit JVM; this one has 32 bits"));
    }

    @Test
    void symbolsAreReallyResolved() {
        assertThat(Requirements.ofThisHost().hasSymbol().test("posix_spawn")).isTrue();
        assertThat(Requirements.ofThisHost().hasSymbol().test("posix_spawn_from_the_future"))
                .isFalse();
    }

    @Test
    void theProvidersAreFound() {
        assertThat(ServiceLoader.load(ProcessLauncher.class)).hasAtLeastOneElementOfType(PosixSpawnLauncher.class);
        assertThat(ServiceLoader.load(MemorySampler.class)).hasAtLeastOneElementOfType(ProcfsMemorySampler.class);
    }
}
