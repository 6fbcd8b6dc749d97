package org.expool.tests.process;

import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.linux.containment.CgroupV1Containment;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;

/** With a launcher that knows nothing of it. */
class CgroupV1ByProgramTest extends ContainmentContract {

    @Override
    protected Containment containment() {
        return new CgroupV1Containment();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new ProcessBuilderLauncher();
    }
}
