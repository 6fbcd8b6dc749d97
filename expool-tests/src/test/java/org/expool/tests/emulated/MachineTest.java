package org.expool.tests.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.expool.spi.Diagnosis;
import org.expool.spi.Finding;
import org.expool.tests.process.Jobs;
import org.expool.tests.support.ClassPath;
import org.expool.tests.support.FreshJvm;
import org.expool.tests.support.LimitedPool;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The emulated machine is as configured, and the command reports it. */
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
    void isWhatTheDoctorSees() {
        List<Finding> findings = ServiceLoader.load(Diagnosis.class).stream()
                .flatMap(diagnosis -> diagnosis.get().findings().stream())
                .toList();
        assertThat(findings)
                .filteredOn(finding -> finding.subject().equals("cgroup-v2"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(Finding.State.GOOD);
                    assertThat(finding.found()).contains("memory");
                });
    }

    /** A group as a service manager delegates it; the pool's JVM moves to a leaf so that leaves count memory. */
    @Test
    void givesAUserWithALimitedGroupAllThatIsPromised() throws IOException, InterruptedException {
        Path group = limitedGroup();
        Ran limited = pool(
                group,
                "",
                "grep -q ^0::/of-user/expool-.*/slot-0$ /proc/self/cgroup && exit 4",
                "(setsid sleep 600 &); exit 5",
                "exec dd if=/dev/zero of=/dev/null bs=1G count=1",
                "exit 6");
        assertThat(limited.lines())
                .as(limited.err())
                .startsWith("workers 2", "processors 3")
                .endsWith(
                        "containment cgroup-v2",
                        "failed: exit code 4",
                        "failed: exit code 5",
                        "failed: terminated by signal 9, sent by the kernel's OOM killer",
                        "failed: exit code 6");
        assertThat(text(group + "/cgroup.subtree_control")).as("as it was").isEmpty();
        Jobs.await(() -> group.toFile().delete()); // the pool's guard may end last
    }

    @Test
    void isPutBackByTheGuardWhenTheJvmIsKilled() throws IOException, InterruptedException {
        Path group = limitedGroup();
        pool(group, "", "kill -9 $PPID; sleep 600");
        Jobs.await(() -> group.toFile().delete());
    }

    @Test
    void movesNoOtherProcessInAGroup() throws IOException, InterruptedException {
        Path group = limitedGroup();
        Ran limited = pool(group, "(sleep 600 &); ", "exec dd if=/dev/zero of=/dev/null bs=1G count=1");
        assertThat(limited.lines()).as(limited.err()).endsWith("failed: terminated by signal 9");
        Files.writeString(group.resolve("cgroup.kill"), "1");
        Jobs.await(() -> group.toFile().delete());
    }

    private static Path limitedGroup() throws IOException {
        Path group = Files.createDirectory(Path.of("/sys/fs/cgroup/of-user"));
        Files.writeString(group.resolve("cpu.max"), "300000 100000");
        Files.writeString(group.resolve("memory.max"), "256M");
        return group;
    }

    private static Ran pool(Path group, String before, String... scripts) throws IOException, InterruptedException {
        String enter = "chown -R 1000 " + group + "; echo 0 >" + group + "/cgroup.procs; " + before
                + "exec setpriv --reuid 1000 --regid 1000 --clear-groups \"$@\"";
        return FreshJvm.onClassPath(ClassPath.all())
                .with("-Djava.io.tmpdir=/tmp")
                .behind("sh", "-c", enter, "enter")
                .run(LimitedPool.class, scripts);
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file)).strip();
    }
}
