package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.function.Consumer;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.ForwardingCommands;

/**
 * Keeps faults of providers and of user code away from the scheduler: a command that throws is logged and replaced by
 * its {@linkplain FallbackCommands fallback}, so that it fails alone and the pool continues. As thread-safe as what it
 * guards.
 */
final class GuardedCommands extends ForwardingCommands {

    private static final Logger LOG = System.getLogger(GuardedCommands.class.getName());

    private final Commands fallback;
    private final Publisher publisher;

    GuardedCommands(Commands guarded, Commands fallback, Publisher publisher) {
        super(guarded);
        this.fallback = fallback;
        this.publisher = publisher;
    }

    @Override
    protected void pass(String name, Consumer<Commands> command) {
        try {
            super.pass(name, command);
        } catch (RuntimeException | Error e) {
            report("the pool could not carry out '" + name + "'", e);
            replace(name, command);
        }
    }

    private void replace(String name, Consumer<Commands> command) {
        try {
            command.accept(fallback);
        } catch (RuntimeException | Error e) { // the scheduler must continue
            report("the fallback of '" + name + "' failed too", e);
        }
    }

    private void report(String message, Throwable fault) {
        try {
            publisher.warn(LOG, message, fault);
        } catch (RuntimeException | Error e) { // it may be listeners that cannot be told
            UserCodeErrors.log(LOG, "a warning could not be told: " + message, e);
        }
    }
}
