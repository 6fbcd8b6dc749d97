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
 * What this launcher requires of the host. Immutable and thread-safe.
 *
 * @param osName as in the system property os.name
 * @param pointerBits 32 or 64
 * @param hasSymbol whether the C library has a function of this name
 */
record Requirements(String osName, int pointerBits, Predicate<String> hasSymbol) {

    private static final Map<String, String> REMEDIES = Map.of(
            "posix_spawn_file_actions_addclosefrom_np", "needs glibc 2.34 or newer",
            "posix_spawn_file_actions_addchdir_np", "needs glibc 2.29 or newer");

    /**
     * Those of this host.
     *
     * @throws Error if JNA or its native part cannot be loaded
     */
    static Requirements ofThisHost() {
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
            return Availability.unavailable("posix_spawn with pidfd needs Linux; this is " + osName);
        }
        if (pointerBits != 64) {
            return Availability.unavailable("needs a 64-bit JVM; this one has " + pointerBits + " bits");
        }
        Optional<String> missing = missingSymbols();
        if (missing.isPresent()) {
            return Availability.unavailable("the C library lacks " + missing.get());
        }
        return hasPidfd()
                ? Availability.available()
                : Availability.unavailable("the kernel refuses pidfd_open (needs Linux 5.3 or newer): " + Errno.last());
    }

    /** If false, {@link Errno#last} has the error. */
    static boolean hasPidfd() {
        int pidfd = LibC.pidfdOpen(LibC.getpid());
        if (pidfd >= 0) {
            LibC.close(pidfd);
        }
        return pidfd >= 0;
    }

    /** Which version introduced a function; empty for functions that all have. */
    static String remedy(String function) {
        return REMEDIES.getOrDefault(function, "");
    }

    /** Reading the declarations does not initialise the classes, which would fail where a function is missing. */
    private Optional<String> missingSymbols() {
        String names = Stream.of(LibC.class, PosixSpawn.class)
                .flatMap(bound -> Arrays.stream(bound.getDeclaredMethods()))
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(Method::getName)
                .filter(hasSymbol.negate())
                .sorted()
                .map(name -> REMEDIES.containsKey(name) ? name + " (" + REMEDIES.get(name) + ")" : name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
