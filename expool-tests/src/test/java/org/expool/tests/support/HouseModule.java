package org.expool.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The modules of expool: their folders, their packages, and their allowed dependencies. */
public enum HouseModule {
    API("org.expool", List.of()),
    CORE("org.expool.core", List.of("com.google.inject", "jakarta.inject"), "API"),
    SIMULATOR("org.expool.simulator", List.of(), "API", "CORE"),
    LINUX("org.expool.linux", List.of("com.sun.jna", "org.slf4j", "javax.xml.stream"), "API"),
    MEM_OSHI("org.expool.mem.oshi", List.of("oshi"), "API"),
    WEBUI("org.expool.webui", List.of(), "API"),
    SLURM("org.expool.slurm", List.of(), "API", "CORE"),
    CLI(
            "org.expool.cli",
            List.of("picocli", "tools.jackson", "org.snakeyaml.engine"),
            "API",
            "CORE",
            "SIMULATOR",
            "LINUX"),
    TESTKIT("org.expool.testkit", List.of("org.junit.jupiter.api", "org.assertj.core"), "API", "CORE"),
    BENCH(
            "org.expool.bench",
            List.of("picocli", "org.HdrHistogram", "com.sun.management"),
            "API",
            "CORE",
            "SIMULATOR",
            "LINUX",
            "MEM_OSHI",
            "TESTKIT");

    private static final Path ROOT = Path.of(System.getProperty("expool.root")).normalize();

    private final String root;
    private final List<String> libraries;
    private final List<String> modules;

    HouseModule(String root, List<String> libraries, String... modules) {
        this.root = root;
        this.libraries = libraries;
        this.modules = List.of(modules);
    }

    /** The folder of the whole project. */
    public static Path projectRoot() {
        return ROOT;
    }

    /** Those that users can take. */
    public static Stream<HouseModule> published() {
        return Arrays.stream(values()).filter(module -> module != BENCH);
    }

    public String artifact() {
        return "expool-" + name().toLowerCase().replace('_', '-');
    }

    public String moduleName() {
        return this == API ? "org.expool.api" : root;
    }

    public Path sources() {
        return ROOT.resolve(artifact()).resolve("src/main/java");
    }

    public Path classes() {
        return ROOT.resolve(artifact()).resolve("target/classes");
    }

    /** Its built jar. */
    public Path jar() {
        Path jar = ROOT.resolve(artifact())
                .resolve("target")
                .resolve(artifact() + "-" + System.getProperty("expool.version") + ".jar");
        if (!Files.exists(jar)) {
            throw new AssertionError(jar + " is absent: these tests need the built jars (mvn package)");
        }
        return jar;
    }

    /**
     * The number of its source files that declare classes. A rule that has read fewer top-level classes has missed
     * some.
     */
    public int sourceFiles() {
        try (Stream<Path> files = Files.walk(sources())) {
            return (int) files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .filter(name -> !name.equals("module-info.java") && !name.equals("package-info.java"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a package belongs to it. */
    public boolean owns(String packageName) {
        return this == API
                ? packageName.equals("org.expool")
                        || packageName.equals("org.expool.event")
                        || within("org.expool.spi", packageName)
                : within(root, packageName);
    }

    /** Whether its classes may name classes of a package. */
    public boolean mayUse(String packageName) {
        return owns(packageName)
                || within("java", packageName)
                || within("org.jspecify", packageName)
                || libraries.stream().anyMatch(library -> within(library, packageName))
                || modules.stream().anyMatch(module -> valueOf(module).owns(packageName));
    }

    private static boolean within(String parent, String packageName) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }
}
