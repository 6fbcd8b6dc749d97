package org.expool.tests.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.expool.CpuSet;
import org.expool.linux.topology.SysfsTopologyProvider;
import org.expool.tests.support.BoundPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;

/** A pool inside a container that may use one CPU of several ({@code docker run --cpuset-cpus}) plans and stays inside. */
@Tag("containers")
class CpusetTest {

    @Test
    void isAllThatIsPlannedWith() throws Exception {
        CpuSet allowed = new SysfsTopologyProvider().topology().allowedCpus();
        assumeTrue(allowed.size() > 1, "not run: needs two CPUs, one to be left out");
        int last = allowed.stream().max().orElseThrow();
        try (Container container = Container.start(host -> host.withCpusetCpus(String.valueOf(last)))) {
            ExecResult result = container.java("0", BoundPool.class.getName());
            assertThat(result.getExitCode()).as(result.getStderr()).isZero();
            assertThat(result.getStdout().lines())
                    .hasSize(3)
                    .contains("share " + last + " " + last, "core " + last + " " + last)
                    .last()
                    .asString()
                    .startsWith("refused: ")
                    .contains("ask for at most 1");
        }
    }
}
