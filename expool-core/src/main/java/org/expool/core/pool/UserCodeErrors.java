package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reports what users' and providers' code throws, which may itself be faulty: even its message may throw. */
final class UserCodeErrors {

    private UserCodeErrors() {}

    static void log(Logger log, String what, Throwable fault) {
        try {
            log.log(Level.WARNING, what, fault);
        } catch (RuntimeException | Error e) {
            log.log(Level.WARNING, what + ": " + fault.getClass().getName() + ", which cannot be shown");
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
