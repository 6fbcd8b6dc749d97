package org.expool.tests.process;

import org.expool.linux.containment.CgroupV1Containment;
import org.expool.spi.Containment;

/** With a launcher that knows nothing of it. */
class CgroupV1ByProgramTest extends ByProgramContract {

    @Override
    protected Containment containment() {
        return new CgroupV1Containment();
    }
}
