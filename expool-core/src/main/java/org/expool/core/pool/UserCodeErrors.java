package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Logs what user and provider code throws; even the message of such an exception may throw. */
final class UserCodeErrors {

    private UserCodeErrors() {}

    static void log(Logger log, String what, @Nullable Throwable fault) {
        try {
            log.log(Level.WARNING, what, fault);
        } catch (RuntimeException | Error e) {
            if (fault == null) {
                throw e;
            }
            log.log(Level.WARNING, what + ": " + fault.getClass().getName() + ", whose message cannot be read");
        }
    }

    static String describe(Throwable fault) {
        try {
            return fault.toString();
        } catch (RuntimeException | Error e) {
            return fault.getClass().getName();
        }
    }
}
