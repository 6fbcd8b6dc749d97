package org.expool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The signals that a pool sends to the processes of a job. */
public enum Signal {
    /** Hang up. */
    HUP(1),
    /** Interrupt, as by Ctrl-C. */
    INT(2),
    /** Quit; most programs leave a core file. */
    QUIT(3),
    /** Ends the process, whatever it says. */
    KILL(9),
    /** Free for programs; ends those that do not expect it. */
    USR1(10),
    /** Free for programs; ends those that do not expect it. */
    USR2(12),
    /** Asks the process to end. */
    TERM(15);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Its number on Linux, on all of whose platforms that matter here it is the same. */
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
