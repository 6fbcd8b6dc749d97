package org.expool.linux.launch;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.spi.Availability;

/**
 * What this launcher needs of the machine. Immutable and thread-safe.
 *
 * @param osName as in the system property os.name
 * @param pointerBits 32 or 64
 * @param hasSymbol whether the C library has a function of this name
 */
record Requirements(String osName, int pointerBits, Predicate<String> hasSymbol) {

    private static final Map<String, String> NEWER = Map.of(
            "posix_spawn_file_actions_addclosefrom_np", "glibc 2.34 or newer brings it",
            "posix_spawn_file_actions_addchdir_np", "glibc 2.29 or newer brings it");

    /**
     * Those of this machine.
     *
     * @throws Error if JNA or its native part cannot be loaded
     */
    static Requirements ofThisMachine() {
        NativeLibrary process = NativeLibrary.getProcess();
        return new Requirements(System.getProperty("os.name", ""), Native.POINTER_SIZE * 8, name -> has(process, name));
    }

    private static boolean has(NativeLibrary process, String function) {
        try {
            process.getGlobalVariableAddress(function);
            return true;
        } catch (UnsatisfiedLinkError missing) {
            return false;
        }
    }

    Availability check() {
        if (!osName.equals("Linux")) {
            return Availability.unavailable("posix_spawn with pidfd needs Linux, and this is " + osName);
        }
        if (pointerBits != 64) {
            return Availability.unavailable("a 64-bit JVM is needed, and this one has " + pointerBits + " bits");
        }
        Optional<String> missing = missingSymbols();
        if (missing.isPresent()) {
            return Availability.unavailable("the C library lacks " + missing.get());
        }
        return hasPidfd()
                ? Availability.available()
                : Availability.unavailable(
                        "the kernel refuses pidfd_open (Linux 5.3 or newer has it): " + Errno.last());
    }

    /** Where not, {@link Errno#last} says why. */
    static boolean hasPidfd() {
        int pidfd = LibC.pidfdOpen(LibC.getpid());
        if (pidfd >= 0) {
            LibC.close(pidfd);
        }
        return pidfd >= 0;
    }

    /** What brings a function that came late; empty for others. */
    static String remedy(String function) {
        return NEWER.getOrDefault(function, "");
    }

    /** Reading the declarations does not initialise the classes, which would fail where one is missing. */
    private Optional<String> missingSymbols() {
        String names = Stream.of(LibC.class, PosixSpawn.class)
                .flatMap(bound -> Arrays.stream(bound.getDeclaredMethods()))
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(Method::getName)
                .filter(hasSymbol.negate())
                .sorted()
                .map(name -> NEWER.containsKey(name) ? name + " (" + NEWER.get(name) + ")" : name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
