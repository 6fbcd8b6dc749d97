package org.expool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The signals that a pool sends to the processes of a job. Thread-safe. */
public enum Signal {
    /** Hang up. */
    HUP(1),
    /** Interrupt, as by Ctrl-C. */
    INT(2),
    /** Quit; most programs leave a core file. */
    QUIT(3),
    /** Kills the process; cannot be caught. */
    KILL(9),
    /** For use by programs; terminates those that do not handle it. */
    USR1(10),
    /** For use by programs; terminates those that do not handle it. */
    USR2(12),
    /** Asks the process to terminate. */
    TERM(15);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Its number on Linux, the same on all supported architectures. */
    public int number() {
        return number;
    }

    /** The signal of this name, in any case, with or without SIG before it. */
    public static Optional<Signal> named(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        return Arrays.stream(values())
                .filter(signal -> signal.name().equals(plain))
                .findFirst();
    }
}
