package org.expool.tests.support;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Parts of the tests' own class path, to be given to a fresh JVM. */
public final class ClassPath {

    private ClassPath() {}

    /** The jar of a library: the only one named by the artifact and a version. */
    public static Path library(String artifact) {
        List<Path> found = entries()
                .filter(path -> path.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one jar of " + artifact + " on the class path, not " + found);
        }
        return found.get(0);
    }

    /** All of it. */
    public static List<Path> all() {
        return entries().toList();
    }

    /** All libraries, without the modules of expool. */
    public static Stream<Path> libraries() {
        return entries()
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> !path.getFileName().toString().startsWith("expool-"));
    }

    /** Copies some classes into an empty folder. */
    public static Path folder(Path folder, Class<?>... classes) throws IOException {
        for (Class<?> type : classes) {
            Path target = folder.resolve(file(type));
            Files.createDirectories(target.getParent());
            try (InputStream in = bytes(type)) {
                Files.copy(in, target);
            }
        }
        return folder;
    }

    /** Packs classes that provide a service into a jar with the list by which ServiceLoader finds them. */
    public static Path jarOfProviders(Path jar, Class<?> service, Class<?>... providers) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
            for (Class<?> provider : providers) {
                out.write((provider.getName() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            for (Class<?> provider : providers) {
                out.putNextEntry(new JarEntry(file(provider)));
                try (InputStream in = bytes(provider)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    private static Stream<Path> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static InputStream bytes(Class<?> type) {
        InputStream in = type.getClassLoader().getResourceAsStream(file(type));
        if (in == null) {
            throw new AssertionError("no class file of " + type);
        }
        return in;
    }
}
