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
 * With a process of the test in place of the JVM, and whichever controller the hierarchy of the second version has here:
 * beside hierarchies of the first version often only hugetlb.
 */
class HostGroupTest {

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final List<Process> processes = new ArrayList<>();
    private String controller;
    private boolean passedOnBefore;
    private Path top;
    private Path place;
    private HostGroup host;
    private PoolId pool;

    @BeforeEach
    void makePlace() throws IOException {
        Optional<Hierarchy> unified = Hierarchies.ofThisProcess().unified();
        assumeTrue(
                unified.isPresent() && unified.get().isWritable(), "not run: no writable control group of version 2");
        top = unified.get().own();
        List<String> controllers = words(top.resolve("cgroup.controllers"));
        controllers.removeAll(List.of("cpu", "cpuset", "pids")); // threads may stay below these
        assumeTrue(!controllers.isEmpty(), "not run: the hierarchy of version 2 has no controller");
        controller = controllers.get(0);
        passedOnBefore = words(top.resolve("cgroup.subtree_control")).contains(controller);
        assumeTrue(passOn("+"), "not run: the group of this process cannot pass on its controllers");
        place = Files.createDirectory(top.resolve("test-" + UUID.randomUUID()));
        Process process = start(place);
        pool = new PoolId(
                process.pid(),
                procfs.startTime(process.pid()),
                procfs.namespace(process.pid()).replaceAll("\\D", ""),
                "1");
        host = hostOf(process);
    }

    @AfterEach
    void clear() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (place != null) {
            GroupFolders.below(place).forEach(GroupFolders::remove);
            GroupFolders.remove(place);
        }
        if (controller != null && !passedOnBefore) {
            passOn("-");
        }
    }

    @Test
    void movesAsideSoThatLeavesGetTheController() throws IOException {
        assertThat(host.canPassOn()).isTrue();
        assertThat(host.passOn()).isTrue();
        assertThat(words(host.folder().resolve("cgroup.procs")))
                .containsExactly(String.valueOf(processes.get(0).pid()));
        Path leaf = Files.createDirectory(place.resolve(pool.name()));
        assertThat(words(leaf.resolve("cgroup.controllers"))).contains(controller);
        host.leave();
        assertThat(host.folder()).as("a pool is left").exists();
        Files.delete(leaf);
        start(host.folder());
        host.leave();
        assertThat(host.folder()).doesNotExist();
        assertThat(words(place.resolve("cgroup.procs"))).hasSize(2);
        assertThat(words(place.resolve("cgroup.subtree_control"))).isEmpty();
    }

    @Test
    void isSharedByThePoolsOfAProcess() {
        assertThat(host.passOn()).isTrue();
        assertThat(new HostGroup(place, procfs, PoolId.ofHost(procfs, pool.pid()), controller).passOn())
                .isTrue();
        assertThat(GroupFolders.below(place)).containsExactly(host.folder());
        host.leave();
        host.leave();
        assertThat(host.folder()).doesNotExist();
    }

    @Test
    void movesNobodyElse() throws IOException {
        start(place);
        assertThat(host.canPassOn()).isFalse();
        assertThat(host.passOn()).isFalse();
        assertThat(words(place.resolve("cgroup.procs"))).hasSize(2);
        assertThat(host.folder()).doesNotExist();
    }

    @Test
    void isALeftoverWhenItsProcessIsDead() throws Exception {
        host.passOn();
        processes.get(0).destroyForcibly().waitFor();
        new StalePoolCleaner(procfs, List.of(place), folder -> new CgroupV2Leaf(folder, procfs, false)).clear();
        assertThat(host.folder()).doesNotExist();
    }

    @Test
    void takesAlongWhatItHasStarted() throws IOException {
        host = hostOf(start(place, "sleep 600 & echo; wait"));
        processes.get(0).destroyForcibly();
        processes.get(0).onExit().join();
        assertThat(host.passOn()).isTrue();
        assertThat(words(host.folder().resolve("cgroup.procs"))).hasSize(2);
        host.leave();
        assertThat(words(place.resolve("cgroup.procs"))).hasSize(2);
    }

    private HostGroup hostOf(Process process) {
        return new HostGroup(place, procfs, PoolId.ofHost(procfs, process.pid()), controller);
    }

    private boolean passOn(String sign) {
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
