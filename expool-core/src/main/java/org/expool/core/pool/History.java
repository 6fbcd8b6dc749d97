package org.expool.core.pool;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.expool.core.history.HistoryFile;
import org.expool.core.memory.RecordedRun;

/** Keeps in a file what jobs took: many at a time when many end, and never while a caller waits. Thread-safe. */
final class History {

    private static final Logger LOG = System.getLogger(History.class.getName());

    private final Queue<RecordedRun> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();
    private final Path path;
    private final HistoryFile file;
    private final Executor slow;

    /**
     * Of a file that need not exist.
     *
     * @param slow where work may wait
     */
    History(Path path, Executor slow) {
        this.path = path;
        this.file = new HistoryFile(path, HistoryFile.DEFAULT_MAX_BYTES);
        this.slow = slow;
    }

    /**
     * What is in it.
     *
     * @throws IOException if it is there and cannot be read
     */
    List<RecordedRun> load() throws IOException {
        return file.load();
    }

    /** Adds one, soon. */
    void keep(RecordedRun run) {
        waiting.add(run);
        if (underWay.compareAndSet(false, true)) {
            slow.execute(this::write);
        }
    }

    private void write() {
        underWay.set(false); // what comes from now on is taken along, or starts the next writing
        List<RecordedRun> runs = new ArrayList<>();
        for (RecordedRun run = waiting.poll(); run != null; run = waiting.poll()) {
            runs.add(run);
        }
        try {
            if (!runs.isEmpty()) {
                file.append(runs);
            }
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "the history of jobs cannot be kept in " + path + ": " + e);
            }
        }
    }
}
