package org.expool.tests.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.cli.Main;
import org.expool.tests.support.ClassPath;
import org.expool.tests.support.DoctorReport;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The emulated machine is what it is meant to be, and the command says so. */
@Tag("emulated")
class MachineTest {

    @Test
    void hasTwoNodesAndTwoThreadsPerCore() throws IOException {
        assertThat(text("/sys/devices/system/node/node0/cpulist")).isEqualTo("0-3");
        assertThat(text("/sys/devices/system/node/node1/cpulist")).isEqualTo("4-7");
        assertThat(text("/sys/devices/system/cpu/cpu6/topology/thread_siblings_list"))
                .isEqualTo("6-7");
        assertThat(Runtime.getRuntime().availableProcessors()).isEqualTo(8);
    }

    @Test
    void hasControllersToPassOn() throws IOException {
        assertThat(text("/sys/fs/cgroup/cgroup.subtree_control").split(" "))
                .contains("cpu", "cpuset", "memory", "pids");
    }

    @Test
    void isWhatTheDoctorSees() throws IOException, InterruptedException {
        Ran doctor = FreshJvm.onClassPath(ClassPath.all()).run(List.of(Main.class.getName(), "doctor", "--json"));
        DoctorReport report = DoctorReport.parse(doctor.out());
        assertThat(report.chosen("Containment")).isEqualTo("\"cgroup-v2\"");
        assertThat(report.state("cgroup-v2")).isEqualTo("\"good\"");
        assertThat(report.found("cgroup-v2")).contains("memory");
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file)).strip();
    }
}
