package org.expool.tests.process;

import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ProcessLauncherContract;

class PosixSpawnContractTest extends ProcessLauncherContract {
    @Override
    protected ProcessLauncher launcher() {
        return Launchers.named(Launchers.NATIVE);
    }
}
