package org.expool.core.pool;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.expool.core.history.HistoryFile;
import org.expool.core.memory.RecordedRun;

/**
 * Appends to a file what jobs used: in one write when many end together, and never on a caller's thread. Thread-safe.
 */
final class History {

    private static final Logger LOG = System.getLogger(History.class.getName());

    private final Queue<RecordedRun> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Path path;
    private final HistoryFile file;
    private final Executor slow;
    private final Publisher publisher;

    /**
     * The file need not exist.
     *
     * @param slow runs work that may block
     * @param publisher is told that the file cannot be written, once
     */
    History(Path path, Executor slow, Publisher publisher) {
        this.publisher = publisher;
        this.path = path;
        this.file = new HistoryFile(path, HistoryFile.DEFAULT_MAX_BYTES);
        this.slow = slow;
    }

    /**
     * The runs in the file.
     *
     * @throws IOException if it exists and cannot be read
     */
    List<RecordedRun> load() throws IOException {
        return file.load();
    }

    /** Appends a run, soon. */
    void keep(RecordedRun run) {
        waiting.add(run);
        if (scheduled.compareAndSet(false, true)) {
            slow.execute(this::write);
        }
    }

    private void write() {
        scheduled.set(false); // a run added from now on is taken along, or schedules the next write
        List<RecordedRun> runs = new ArrayList<>();
        for (RecordedRun run = waiting.poll(); run != null; run = waiting.poll()) {
            runs.add(run);
        }
        try {
            if (!runs.isEmpty()) {
                file.append(runs);
            }
        } catch (IOException e) {
            if (warned.compareAndSet(false, true)) {
                publisher.warn(LOG, "the history of jobs cannot be kept in " + path + ": " + e, null);
            }
        }
    }
}
