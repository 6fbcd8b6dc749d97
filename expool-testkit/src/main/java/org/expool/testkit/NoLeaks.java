package org.expool.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something behind that was not there before it: a descendant process of this JVM, a thread
 * named {@code expool-*}, an open descriptor (on Linux), or an {@code expool-*} entry in the directory for temporary
 * files. Add {@code @ExtendWith(NoLeaks.class)} to the test class; what the class itself opens before each test must be
 * closed by its {@code @AfterEach} methods.
 *
 * <p>What is just ending has 10 s for it. The failure lists what is left, and the processes are killed, so that they do
 * not disturb other tests. Tests of one JVM that run at the same time would fail for each other's leaks. Stateless and
 * thread-safe.
 */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(NoLeaks.class);
    private static final Duration TIMEOUT = Eventually.scaled(Duration.ofSeconds(10));

    /** Made by JUnit. */
    public NoLeaks() {}

    /** Takes a snapshot. */
    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(ResourceSnapshot.class, ResourceSnapshot.now());
    }

    /**
     * Compares with the snapshot.
     *
     * @throws AssertionError if something is left
     */
    @Override
    public void afterEach(ExtensionContext context) {
        ResourceSnapshot before = requireNonNull(
                context.getStore(NAMESPACE).remove(ResourceSnapshot.class, ResourceSnapshot.class),
                "beforeEach has not been called");
        boolean clean = Eventually.within(TIMEOUT)
                .becomesTrue(() -> ResourceSnapshot.now().since(before).isEmpty());
        ResourceSnapshot left = ResourceSnapshot.now().since(before);
        if (!clean && !left.isEmpty()) {
            String description = left.describe();
            left.processes().forEach(ProcessHandle::destroyForcibly);
            throw new AssertionError("left behind by " + context.getDisplayName() + ":" + description);
        }
    }
}
