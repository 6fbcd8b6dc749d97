package org.expool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The resources of this JVM at one moment that pools can leak. Immutable and thread-safe.
 *
 * @param processes its descendants, including zombies
 * @param threads those named {@code expool-*}
 * @param descriptors the open ones with what they refer to; empty where there is no {@code /proc}
 * @param temporaries the {@code expool-*} entries of the directory for temporary files
 */
record ResourceSnapshot(
        Set<ProcessHandle> processes, Set<Thread> threads, Map<String, String> descriptors, Set<Path> temporaries) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static ResourceSnapshot now() {
        return new ResourceSnapshot(
                ProcessHandle.current().descendants().collect(Collectors.toSet()),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("expool-"))
                        .collect(Collectors.toSet()),
                openDescriptors(),
                temporaryEntries());
    }

    /** What was not there before. */
    ResourceSnapshot since(ResourceSnapshot before) {
        Set<ProcessHandle> newProcesses = new HashSet<>(processes);
        newProcesses.removeAll(before.processes);
        Set<Thread> newThreads = new HashSet<>(threads);
        newThreads.removeAll(before.threads);
        Map<String, String> newDescriptors = new TreeMap<>(descriptors);
        newDescriptors.entrySet().removeAll(before.descriptors.entrySet());
        Set<Path> newTemporaries = new HashSet<>(temporaries);
        newTemporaries.removeAll(before.temporaries);
        return new ResourceSnapshot(newProcesses, newThreads, newDescriptors, newTemporaries);
    }

    boolean isEmpty() {
        return processes.isEmpty() && threads.isEmpty() && descriptors.isEmpty() && temporaries.isEmpty();
    }

    /** One line for each thing. */
    String describe() {
        StringBuilder text = new StringBuilder();
        processes.forEach(process -> text.append("\n  process ")
                .append(process.pid())
                .append(": ")
                .append(process.info().commandLine().orElse("(ended, but not collected)")));
        threads.forEach(thread -> text.append("\n  thread ").append(thread.getName()));
        descriptors.forEach((number, target) ->
                text.append("\n  descriptor ").append(number).append(" -> ").append(target));
        temporaries.forEach(path -> text.append("\n  temporary ").append(path));
        return text.toString();
    }

    private static Map<String, String> openDescriptors() {
        Map<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return found;
        }
        openTheSocketOfTheJvm();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path entry : entries) {
                try {
                    String target = Files.readSymbolicLink(entry).toString();
                    if (!isOpenedByTheJvm(target)) {
                        found.put(entry.getFileName().toString(), target);
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /**
     * Opens a file channel before the first snapshot: with the first one the JVM opens a socket that it never closes.
     */
    private static void openTheSocketOfTheJvm() {
        try {
            Files.newByteChannel(Path.of("/dev/null")).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the JVM opens such a file by itself when it first needs it, and keeps it; or this snapshot does. */
    private static boolean isOpenedByTheJvm(String target) {
        return target.endsWith(".jar")
                || target.endsWith(".class")
                || target.endsWith(".jsa")
                || target.endsWith("/lib/modules")
                || target.endsWith("random")
                // JNA's memory for its own code.
                || target.matches(".*/ffi\\w+ \\(deleted\\)")
                || target.matches("/proc/\\d+/fd");
    }

    private static Set<Path> temporaryEntries() {
        Set<Path> found = new HashSet<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "expool-*")) {
            entries.forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
