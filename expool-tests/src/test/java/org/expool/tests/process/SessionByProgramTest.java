package org.expool.tests.process;

import org.expool.linux.containment.SessionContainment;
import org.expool.spi.Containment;

/** With a launcher that knows nothing of it. */
class SessionByProgramTest extends ByProgramContract {

    @Override
    protected Containment containment() {
        return new SessionContainment();
    }
}
