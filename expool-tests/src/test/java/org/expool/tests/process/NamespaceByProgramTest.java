package org.expool.tests.process;

import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.linux.containment.NamespaceContainment;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;

/** With a launcher that knows nothing of it. */
class NamespaceByProgramTest extends ContainmentContract {

    @Override
    protected Containment containment() {
        return new NamespaceContainment();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new ProcessBuilderLauncher();
    }
}
