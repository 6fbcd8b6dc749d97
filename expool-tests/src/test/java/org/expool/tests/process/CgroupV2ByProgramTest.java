package org.expool.tests.process;

import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.linux.containment.CgroupV2Containment;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;

/** With a launcher that knows nothing of it. */
class CgroupV2ByProgramTest extends ContainmentContract {

    @Override
    protected Containment containment() {
        return new CgroupV2Containment();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new ProcessBuilderLauncher();
    }
}
