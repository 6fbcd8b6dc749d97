package org.expool.tests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.util.List;
import org.expool.tests.support.BalancedPool;
import org.expool.tests.support.LimitedPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;

/**
 * A pool inside a container with 1 CPU and 256 MiB takes its defaults from them, and outlives a job that allocates it
 * all.
 */
@Tag("containers")
class LimitsTest {

    private static final long MIB = 1 << 20;

    /** The shell itself gets larger than the container, so that the kernel kills it. */
    private static final String TAKES_ALL = "exec dd if=/dev/zero of=/dev/null bs=1G count=1";

    @Test
    void areThePoolsDefaults() throws Exception {
        try (Container container = Container.start(LimitsTest::small)) {
            List<String> lines = lines(container);
            assertThat(lines).contains("workers 1", "processors 1");
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("heap "))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(Integer.parseInt(line.substring(5))).isLessThan(256));
        }
    }

    @Test
    void endTheJobThatTakesAllAndNotThePool() throws Exception {
        try (Container container = Container.start(LimitsTest::small)) {
            assertThat(lines(container, TAKES_ALL, "exit 3"))
                    .endsWith("failed: terminated by signal 9", "failed: exit code 3");
        }
    }

    @Test
    void areNamedAsTheCauseWhereThereAreGroups() throws Exception {
        try (Container container = Container.start(LimitsTest::smallWithGroups)) {
            assertThat(lines(container, TAKES_ALL, "exit 3"))
                    .endsWith("failed: terminated by signal 9, sent by the kernel's OOM killer", "failed: exit code 3");
        }
    }

    /** With and without control groups that the pool may write. */
    @Test
    void areSharedByThePoolsJobs() throws Exception {
        try (Container container = Container.start(LimitsTest::small)) {
            assertThat(balanced(container)).containsExactly("greedy memory-exceeded", "together 3");
        }
        try (Container container = Container.start(LimitsTest::smallWithGroups)) {
            assertThat(balanced(container)).containsExactly("greedy memory-exceeded", "together 3");
        }
    }

    private static List<String> balanced(Container container) throws Exception {
        ExecResult result = container.java("0", BalancedPool.class.getName());
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout().lines().toList();
    }

    private static void small(HostConfig host) {
        host.withNanoCPUs(1_000_000_000L).withMemory(256 * MIB).withMemorySwap(256 * MIB);
    }

    private static void smallWithGroups(HostConfig host) {
        small(host);
        Container.add(host, Container.bind(Path.of("/sys/fs/cgroup"), AccessMode.rw));
    }

    private static List<String> lines(Container container, String... scripts) throws Exception {
        ExecResult result = container.java("0", LimitedPool.class.getName(), scripts);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout().lines().toList();
    }
}
