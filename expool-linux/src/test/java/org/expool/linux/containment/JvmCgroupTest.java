package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.Hierarchy;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Uses a process of the test in place of the JVM, and any controller that cgroup v2 has here: beside cgroup v1 hierarchies
 * often only hugetlb.
 */
class JvmCgroupTest {

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final List<Process> processes = new ArrayList<>();
    private String controller;
    private boolean enabledBefore;
    private Path top;
    private Path origin;
    private JvmCgroup jvm;
    private PoolId pool;

    @BeforeEach
    void makeOrigin() throws IOException {
        Optional<Hierarchy> v2 = Hierarchies.ofThisProcess().cgroupV2();
        assumeTrue(v2.isPresent() && v2.get().isWritable(), "not run: no writable cgroup v2");
        top = v2.get().own();
        List<String> controllers = words(top.resolve("cgroup.controllers"));
        controllers.removeAll(List.of("cpu", "cpuset", "pids")); // threaded controllers may be enabled all the same
        assumeTrue(!controllers.isEmpty(), "not run: cgroup v2 has no controller here");
        controller = controllers.get(0);
        enabledBefore = words(top.resolve("cgroup.subtree_control")).contains(controller);
        assumeTrue(setController("+"), "not run: the group of this process cannot enable controllers for children");
        origin = Files.createDirectory(top.resolve("test-" + UUID.randomUUID()));
        Process process = start(origin);
        pool = new PoolId(
                process.pid(),
                procfs.startTime(process.pid()),
                procfs.namespace(process.pid()).replaceAll("\\D", ""),
                "1");
        jvm = hostOf(process);
    }

    @AfterEach
    void clear() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (origin != null) {
            CgroupFolders.below(origin).forEach(CgroupFolders::remove);
            CgroupFolders.remove(origin);
        }
        if (controller != null && !enabledBefore) {
            setController("-");
        }
    }

    @Test
    void movesSoThatLeavesGetTheController() throws IOException {
        assertThat(jvm.canEnableController()).isTrue();
        assertThat(jvm.enableController()).isTrue();
        assertThat(words(jvm.folder().resolve("cgroup.procs")))
                .containsExactly(String.valueOf(processes.get(0).pid()));
        Path leaf = Files.createDirectory(origin.resolve(pool.name()));
        assertThat(words(leaf.resolve("cgroup.controllers"))).contains(controller);
        jvm.disableController();
        assertThat(jvm.folder()).as("a pool is left").exists();
        Files.delete(leaf);
        start(jvm.folder());
        jvm.disableController();
        assertThat(jvm.folder()).doesNotExist();
        assertThat(words(origin.resolve("cgroup.procs"))).hasSize(2);
        assertThat(words(origin.resolve("cgroup.subtree_control"))).isEmpty();
    }

    @Test
    void isSharedByThePoolsOfAProcess() {
        assertThat(jvm.enableController()).isTrue();
        assertThat(new JvmCgroup(origin, procfs, PoolId.ofJvm(procfs, pool.pid()), controller).enableController())
                .isTrue();
        assertThat(CgroupFolders.below(origin)).containsExactly(jvm.folder());
        jvm.disableController();
        jvm.disableController();
        assertThat(jvm.folder()).doesNotExist();
    }

    @Test
    void movesNoOtherProcess() throws IOException {
        start(origin);
        assertThat(jvm.canEnableController()).isFalse();
        assertThat(jvm.enableController()).isFalse();
        assertThat(words(origin.resolve("cgroup.procs"))).hasSize(2);
        assertThat(jvm.folder()).doesNotExist();
    }

    @Test
    void isRemovedWhenItsProcessIsDead() throws Exception {
        jvm.enableController();
        processes.get(0).destroyForcibly().waitFor();
        new StalePoolCleaner(procfs, List.of(origin), folder -> new CgroupV2Leaf(folder, procfs, false)).clear();
        assertThat(jvm.folder()).doesNotExist();
    }

    @Test
    void movesDescendantsToo() throws IOException {
        jvm = hostOf(start(origin, "sleep 600 & echo; wait"));
        processes.get(0).destroyForcibly();
        processes.get(0).onExit().join();
        assertThat(jvm.enableController()).isTrue();
        assertThat(words(jvm.folder().resolve("cgroup.procs"))).hasSize(2);
        jvm.disableController();
        assertThat(words(origin.resolve("cgroup.procs"))).hasSize(2);
    }

    /** As the guard does when it starts: it tries a program before it executes it. */
    @Test
    void movesDescendantsThatForkMeanwhile() throws IOException {
        String forks = "while :; do sh -c 'sh -c \"sh -c true; true\"; true'; done";
        jvm = hostOf(start(origin, forks + " & " + forks + " & echo; wait"));
        processes.get(0).destroyForcibly();
        processes.get(0).onExit().join();
        for (int i = 0; i < 100; i++) {
            assertThat(jvm.enableController()).as("time " + i).isTrue();
            jvm.disableController();
            assertThat(jvm.folder()).as("time " + i).doesNotExist();
        }
    }

    private JvmCgroup hostOf(Process process) {
        return new JvmCgroup(origin, procfs, PoolId.ofJvm(procfs, process.pid()), controller);
    }

    private boolean setController(String sign) {
        try {
            Files.writeString(top.resolve("cgroup.subtree_control"), sign + controller, StandardOpenOption.WRITE);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private Process start(Path group) throws IOException {
        return start(group, "echo; exec sleep 600");
    }

    private Process start(Path group, String script) throws IOException {
        List<String> words = new ArrayList<>(new EnterPrefix(List.of(group.resolve("cgroup.procs"))).prefix());
        words.addAll(List.of("sh", "-c", script));
        Process process = new ProcessBuilder(words).start();
        processes.add(process);
        process.getInputStream().read();
        return process;
    }

    private static List<String> words(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return text.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(text.split("\\s+")));
    }
}
