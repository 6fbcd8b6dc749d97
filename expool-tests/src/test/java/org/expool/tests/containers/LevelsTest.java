package org.expool.tests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.expool.cli.Main;
import org.expool.tests.process.HostileJobsTest;
import org.expool.tests.support.DoctorReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.console.ConsoleLauncher;
import org.testcontainers.containers.Container.ExecResult;

/**
 * Hostile jobs inside a container, as root and as another user, with and without a writable control group: the level
 * that a pool reports is the one expected, and at that level the jobs are terminated.
 */
@Tag("containers")
class LevelsTest {

    private static final String ROOT = "0";
    private static final String UNPRIVILEGED = "1000:1000";
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final String STRICTEST =
            Files.exists(GROUPS.resolve("cgroup.controllers")) ? "cgroup-v2" : "cgroup-v1";

    @Test
    void rootInAPlainContainerHasSessionsOnly() throws Exception {
        try (Container container = Container.start(host -> {})) {
            DoctorReport report = doctor(container, ROOT);
            assertThat(report.chosen("Containment")).isEqualTo("\"session\"");
            assertThat(report.objection("Containment", STRICTEST)).contains("is not writable");
            assertThat(report.objection("Containment", "pid-namespace")).contains("not permitted");
            endsHostileJobs(container, ROOT, report);
        }
    }

    @Test
    void rootWithWritableGroupsHasThem() throws Exception {
        try (Container container = Container.start(LevelsTest::withGroups)) {
            DoctorReport report = doctor(container, ROOT);
            assertThat(report.chosen("Containment")).isEqualTo('"' + STRICTEST + '"');
            endsHostileJobs(container, ROOT, report);
        }
    }

    @Test
    void rootThatMayMakeNamespacesHasThem() throws Exception {
        try (Container container = Container.start(LevelsTest::withNamespaces)) {
            DoctorReport report = doctor(container, ROOT);
            assertThat(report.chosen("Containment")).isEqualTo("\"pid-namespace\"");
            endsHostileJobs(container, ROOT, report);
        }
    }

    @Test
    void anUnprivilegedUserInAPlainContainerHasSessionsOnly() throws Exception {
        try (Container container = Container.start(host -> {})) {
            DoctorReport report = doctor(container, UNPRIVILEGED);
            assertThat(report.chosen("Containment")).isEqualTo("\"session\"");
            endsHostileJobs(container, UNPRIVILEGED, report);
        }
    }

    @Test
    void anUnprivilegedUserWithGroupsOfOthersHasSessionsOnly() throws Exception {
        try (Container container = Container.start(LevelsTest::withGroups)) {
            DoctorReport report = doctor(container, UNPRIVILEGED);
            assertThat(report.chosen("Containment")).isEqualTo("\"session\"");
            assertThat(report.objection("Containment", STRICTEST)).contains("is not writable");
        }
    }

    @Test
    void anUnprivilegedUserWhoOwnsTheGroupsHasThem() throws Exception {
        try (Container container = Container.start(LevelsTest::withGroups)) {
            String give = "cut -d : -f 3 /proc/self/cgroup | sort -u | while read -r group; do"
                    + " chown -R 1000 /sys/fs/cgroup$group /sys/fs/cgroup/*$group 2>/dev/null; done; :";
            assertThat(container.run(ROOT, List.of("sh", "-c", give)).getExitCode())
                    .isZero();
            DoctorReport report = doctor(container, UNPRIVILEGED);
            assertThat(report.chosen("Containment")).isEqualTo('"' + STRICTEST + '"');
            endsHostileJobs(container, UNPRIVILEGED, report);
        }
    }

    private static void withGroups(HostConfig host) {
        Container.add(host, Container.bind(GROUPS, AccessMode.rw));
        host.withCgroupnsMode("host");
    }

    private static void withNamespaces(HostConfig host) {
        host.withCapAdd(Capability.SYS_ADMIN).withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"));
    }

    private static DoctorReport doctor(Container container, String user) throws IOException, InterruptedException {
        ExecResult doctor = container.java(user, Main.class.getName(), "doctor", "--json");
        assertThat(doctor.getExitCode()).as(doctor.getStderr()).isZero();
        return DoctorReport.parse(doctor.getStdout());
    }

    /** Runs all tests of the containment that is chosen there. */
    private static void endsHostileJobs(Container container, String user, DoctorReport report)
            throws IOException, InterruptedException {
        ExecResult tests = container.java(
                user,
                "-D" + HostileJobsTest.ONLY + "=" + report.chosen("Containment").replace("\"", ""),
                ConsoleLauncher.class.getName(),
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details=tree",
                "--select-class=" + HostileJobsTest.class.getName());
        assertThat(tests.getExitCode())
                .as(tests.getStdout() + tests.getStderr())
                .isZero();
        long methods = Stream.of(HostileJobsTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ParameterizedTest.class))
                .count();
        assertThat(successful(tests.getStdout())).as(tests.getStdout()).isEqualTo(methods);
    }

    private static int successful(String summary) {
        Matcher found = Pattern.compile("\\[\\s*(\\d+) tests successful").matcher(summary);
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
