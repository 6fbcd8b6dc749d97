package org.expool.core.containment;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.spi.Availability;
import org.expool.spi.Cell;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;

/**
 * Kills a job's first process with its descendants, as found by {@link ProcessHandle}, on every platform. A process that has
 * lost its parent has escaped, and nothing is killed when this JVM is killed. Thread-safe.
 */
public final class ProcessTreeContainment implements Containment {

    /** Needs nothing. */
    public ProcessTreeContainment() {}

    @Override
    public String name() {
        return "process-tree";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.BASIC;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public ContainmentSession open(String pool) {
        return new Trees();
    }

    private static final class Trees implements ContainmentSession {

        private final Map<Integer, ProcessTree> cells = new ConcurrentHashMap<>();

        @Override
        public Cell cell(int slot) {
            return cells.computeIfAbsent(slot, number -> new ProcessTree());
        }

        /** No process outlives the JVM to remove it. */
        @Override
        public void removeAtEnd(Path path) {}

        @Override
        public void close() {
            cells.values().forEach(ProcessTree::close);
        }
    }
}
