package org.expool.tests.process;

import org.expool.core.containment.ProcessTreeContainment;
import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;

class ProcessTreeContainmentTest extends ContainmentContract {

    @Override
    protected Containment containment() {
        return new ProcessTreeContainment();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new ProcessBuilderLauncher();
    }
}
