package org.expool.tests.process;

import java.util.List;
import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;
import org.expool.testkit.HostileJob;

/**
 * A containment with a launcher that knows nothing of it, so that each job enters its cell by a program in front of its
 * own. What a cell contains does not depend on that: few hostile jobs suffice.
 */
abstract class ByProgramContract extends ContainmentContract {

    @Override
    protected final ProcessLauncher launcher() {
        return new ProcessBuilderLauncher();
    }

    @Override
    protected final List<HostileJob> hostileJobs() {
        return fewHostileJobs();
    }
}
