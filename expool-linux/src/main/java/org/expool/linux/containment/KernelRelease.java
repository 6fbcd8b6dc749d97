package org.expool.linux.containment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of the running kernel. Immutable and thread-safe.
 *
 * @param major the first number of its release
 * @param minor the second
 */
record KernelRelease(int major, int minor) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);

    static KernelRelease ofThisSystem() {
        return of(System.getProperty("os.version", ""));
    }

    /** Parses the output of uname -r, such as 6.1.0-37-amd64; unparseable releases count as 0.0. */
    static KernelRelease of(String release) {
        Matcher numbers = NUMBERS.matcher(release);
        return numbers.matches()
                ? new KernelRelease(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                : new KernelRelease(0, 0);
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }
}
