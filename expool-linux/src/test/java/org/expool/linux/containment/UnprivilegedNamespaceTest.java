package org.expool.linux.containment;

import java.util.List;
import org.expool.linux.launch.PosixSpawnLauncher;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.ContainmentContract;
import org.expool.testkit.HostileJob;

/** Namespaces without privileges, which root can use as well. */
class UnprivilegedNamespaceTest extends ContainmentContract {

    @Override
    protected Containment containment() {
        return new Unprivileged();
    }

    @Override
    protected ProcessLauncher launcher() {
        return new PosixSpawnLauncher();
    }

    /** Once made, the namespaces are those that root makes. */
    @Override
    protected List<HostileJob> hostileJobs() {
        return fewHostileJobs();
    }

    /** Instantiated by its name in the JVM that is killed. */
    static final class Unprivileged implements Containment {

        private final Containment namespaces = new NamespaceContainment(List.of(NamespaceEntry.UNPRIVILEGED));

        @Override
        public String name() {
            return namespaces.name();
        }

        @Override
        public int priority() {
            return namespaces.priority();
        }

        @Override
        public Guarantee guarantee() {
            return namespaces.guarantee();
        }

        @Override
        public Availability availability() {
            return namespaces.availability();
        }

        @Override
        public ContainmentSession open(String pool) {
            return namespaces.open(pool);
        }
    }
}
