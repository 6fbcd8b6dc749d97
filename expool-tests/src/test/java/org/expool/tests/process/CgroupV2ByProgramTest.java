package org.expool.tests.process;

import org.expool.linux.containment.CgroupV2Containment;
import org.expool.spi.Containment;

/** With a launcher that knows nothing of it. */
class CgroupV2ByProgramTest extends ByProgramContract {

    @Override
    protected Containment containment() {
        return new CgroupV2Containment();
    }
}
