package org.expool.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.expool.spi.Availability;

/**
 * A program that a benchmark needs, installed where it is missing if this is Debian and the user is root. Immutable and
 * thread-safe.
 *
 * @param program its name, found in the PATH
 * @param packages the Debian packages that contain it
 */
public record Tool(String program, List<String> packages) {

    private static final Path DEBIAN = Path.of("/etc/debian_version");

    /** The C compiler. */
    public static Tool cc() {
        return new Tool("cc", List.of("gcc", "libc6-dev"));
    }

    /** Whether it is available, after installing it if possible. */
    public Availability provide() throws InterruptedException {
        if (isHere()) {
            return Availability.available();
        }
        String remedy = "'" + program + "' is not installed; apt-get install " + String.join(" ", packages);
        if (!isRoot() || !Files.exists(DEBIAN)) {
            return Availability.unavailable(remedy);
        }
        boolean installed =
                install() || Finished.run("apt-get", "-qq", "update").succeeded() && install();
        return installed && isHere()
                ? Availability.available()
                : Availability.unavailable(remedy + ", which failed when tried");
    }

    private boolean install() throws InterruptedException {
        return Finished.run(Stream.concat(
                                Stream.of(
                                        "env",
                                        "DEBIAN_FRONTEND=noninteractive",
                                        "apt-get",
                                        "-qq",
                                        "install",
                                        "--yes",
                                        "--no-install-recommends"),
                                packages.stream())
                        .toArray(String[]::new))
                .succeeded();
    }

    private boolean isHere() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a system without /proc or users: not Debian either
        }
    }
}
