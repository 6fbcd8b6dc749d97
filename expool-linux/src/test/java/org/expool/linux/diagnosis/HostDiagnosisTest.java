package org.expool.linux.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.expool.linux.proc.SearchPath;
import org.expool.spi.Finding;
import org.expool.spi.Finding.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDiagnosisTest {

    @TempDir
    Path root;

    @Test
    void advisesWhereSomethingCouldBeBetter() throws IOException {
        write("proc/meminfo", "MemTotal: 8 kB\nSwapTotal:   2097152 kB\n");
        write("proc/sys/vm/swappiness", "60\n");
        write("sys/devices/system/cpu/smt/active", "1\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
        Map<String, Finding> found = findings("Linux");
        assertThat(found.get("swap").found()).isEqualTo("on, 2.0 GiB");
        assertThat(found.get("swappiness").advice()).contains("vm.swappiness=10");
        assertThat(found.get("smt").state()).isEqualTo(State.FAIR);
        assertThat(found.get("governor").found()).isEqualTo("performance, powersave");
        assertThat(found.get("pressure").state()).isEqualTo(State.MISSING);
        assertThat(found.get("hwloc").advice()).contains("hwloc-nox");
    }

    @Test
    void givesNoAdviceForGoodFindings() throws IOException {
        write("proc/meminfo", "SwapTotal: 0 kB\n");
        write("proc/sys/vm/swappiness", "60\n");
        write("proc/pressure/memory", "some avg10=0.10 avg60=0.00 avg300=0.00 total=1\n");
        write("sys/devices/system/cpu/smt/control", "off\n");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        Files.createFile(root.resolve("lstopo-no-graphics")).toFile().setExecutable(true);
        Map<String, Finding> found = findings("Linux");
        assertThat(found.get("swappiness").found()).isEqualTo("60, without effect while swap is off");
        assertThat(found.values())
                .allSatisfy(finding -> assertThat(finding.state()).isEqualTo(State.GOOD));
        assertThat(found.values())
                .allSatisfy(finding -> assertThat(finding.advice()).isEmpty());
        assertThat(found.get("pressure").found()).contains("avg10=0.10");
    }

    /** The kernel returns a number below /proc/sys only in one read. */
    @Test
    void readsTheRealFiles() throws IOException {
        Path file = Path.of("/proc/sys/vm/swappiness");
        assumeTrue(Files.exists(file), "not run: no /proc/sys here");
        String number = Files.readAllLines(file).get(0);
        assertThat(new HostDiagnosis().findings())
                .filteredOn(finding -> finding.subject().equals("swappiness"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found().split(",")[0]).isEqualTo(number));
    }

    @Test
    void hasNoFindingsOnOtherSystems() {
        assertThat(findings("Mac OS X")).isEmpty();
    }

    private Map<String, Finding> findings(String system) {
        return new HostDiagnosis(new SystemFiles(root), new SearchPath(List.of(root)), system)
                .findings().stream().collect(Collectors.toMap(Finding::subject, Function.identity()));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
