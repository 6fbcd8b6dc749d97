package org.expool.linux.containment;

import org.expool.linux.launch.PosixSpawnLauncher;
import org.expool.spi.Containment;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;

class CgroupV1ContainmentTest extends ContainmentContract {

    @Override
    protected Containment containment() {
        return new CgroupV1Containment();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new PosixSpawnLauncher();
    }
}
