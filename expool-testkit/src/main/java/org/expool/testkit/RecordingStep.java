package org.expool.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/** Records the calls of its methods, in one list with other steps. Thread-safe. */
final class RecordingStep implements LaunchStep {

    private final String name;
    private final List<String> prefix;
    private final @Nullable String refusal;
    private final List<String> calls;
    private final List<Thread> spawners = new CopyOnWriteArrayList<>();

    /**
     * A step.
     *
     * @param refusal why it refuses the start, or null if it does not
     * @param calls the list to add to
     */
    RecordingStep(String name, List<String> prefix, @Nullable String refusal, List<String> calls) {
        this.name = name;
        this.prefix = prefix;
        this.refusal = refusal;
        this.calls = calls;
    }

    /** The threads on which {@link #beforeSpawn} and {@link #afterSpawn} ran. */
    List<Thread> spawners() {
        return spawners;
    }

    @Override
    public List<String> prefix() {
        return prefix;
    }

    @Override
    public void beforeSpawn() {
        calls.add(name + " before");
        spawners.add(Thread.currentThread());
        if (refusal != null) {
            throw new StartRefusedException(refusal, null);
        }
    }

    @Override
    public void afterSpawn() {
        calls.add(name + " after");
        spawners.add(Thread.currentThread());
    }

    @Override
    public void spawned(long pid) {
        calls.add(name + " spawned");
    }

    @Override
    public void release() {
        calls.add(name + " release");
    }
}
