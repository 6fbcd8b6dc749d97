package org.expool.tests.process;

import org.expool.linux.containment.NamespaceContainment;
import org.expool.spi.Containment;

/** With a launcher that knows nothing of it. */
class NamespaceByProgramTest extends ByProgramContract {

    @Override
    protected Containment containment() {
        return new NamespaceContainment();
    }
}
