package org.expool.tests.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tests test a class: {@code java expool-tests/src/test/java/org/expool/tests/map/TestMap.java NAME...} prints them, without
 * a name the whole table. Computed from the sources, so it needs no build and is always current.
 *
 * <p>The tests of a class are, best first: those whose name contains its name ({@code ChainsTest}, {@code SchedulerChainsTest}),
 * those that link it in Javadoc ({@code @see}, {@code {@link}}), those whose code mentions it. A class that no test mentions is
 * tested through the main classes that use it: the tests of the nearest ones. Immutable and thread-safe.
 */
public final class TestMap {

    /** More tests than this do not help to find one. */
    private static final int SHOWN = 6;

    private static final Pattern TYPE_NAME = Pattern.compile("\\b[A-Z]\\w*");
    private static final Pattern LINK = Pattern.compile("(?:@see\\s+|\\{@link\\s+)(?:[a-z.]+\\.)?([A-Z]\\w*)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /**
     * A main class.
     *
     * @param name fully qualified
     * @param distance 0 if tests mention it, 1 if they mention a class that uses it, and so on; -1 if there is no test
     * @param via the class that uses it and that tests mention; itself at the distance 0
     * @param tests paths of test sources, best first
     */
    public record Entry(String name, int distance, String via, List<Path> tests) {

        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    private record Source(
            Path path, String simpleName, String packageName, Map<String, Integer> mentions, Set<String> links) {

        static Source of(Path path) {
            try {
                String text = Files.readString(path);
                Map<String, Integer> mentions = new LinkedHashMap<>();
                TYPE_NAME.matcher(text).results().forEach(found -> mentions.merge(found.group(), 1, Integer::sum));
                Set<String> links = new HashSet<>();
                LINK.matcher(text).results().forEach(found -> links.add(found.group(1)));
                Matcher declared = PACKAGE.matcher(text);
                String file = path.getFileName().toString();
                return new Source(
                        path,
                        file.substring(0, file.length() - ".java".length()),
                        declared.find() ? declared.group(1) : "",
                        mentions,
                        links);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean mentions(Source other) {
            return mentions.containsKey(other.simpleName) || isNamedAfter(other);
        }

        boolean isNamedAfter(Source other) {
            return simpleName.contains(other.simpleName);
        }

        int relevanceTo(Source other) {
            int relevance = mentions.getOrDefault(other.simpleName, 0);
            relevance += packageName.equals(other.packageName) ? 10 : 0;
            relevance += links.contains(other.simpleName) ? 300 : 0;
            relevance += isNamedAfter(other) ? 500 : 0;
            return relevance + (simpleName.equals(other.simpleName + "Test") ? 1000 : 0);
        }
    }

    private final List<Source> main;
    private final List<Source> tests;

    private TestMap(List<Source> main, List<Source> tests) {
        this.main = main;
        this.tests = tests;
    }

    /**
     * Reads the sources of all modules.
     *
     * @param root folder of the project
     */
    public static TestMap of(Path root) throws IOException {
        List<Source> main = new ArrayList<>();
        List<Source> tests = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(
                            path -> path.getFileName().toString().startsWith("expool-"))
                    .filter(path -> !path.endsWith("expool-bench"))
                    .sorted()
                    .toList()) {
                main.addAll(sources(module.resolve("src/main/java")));
                tests.addAll(sources(module.resolve("src/test/java")));
            }
        }
        tests.removeIf(source -> source.mentions.keySet().stream().noneMatch(name -> name.endsWith("Test"))); // helpers
        return new TestMap(main, tests);
    }

    private static List<Source> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getFileName().toString().contains("-info"))
                    .sorted()
                    .map(Source::of)
                    .toList();
        }
    }

    /** All main classes, by their names. */
    public List<Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        for (Source source : main) {
            Entry entry = entry(source);
            entries.put(entry.name(), entry);
        }
        return List.copyOf(entries.values());
    }

    private Entry entry(Source source) {
        String name = source.packageName + "." + source.simpleName;
        Set<Source> seen = new HashSet<>(Set.of(source));
        List<Source> layer = List.of(source);
        for (int distance = 0; !layer.isEmpty(); distance++) {
            Source best = null;
            List<Source> bestTests = List.of();
            for (Source user : layer) {
                List<Source> found = testsOf(user);
                if (!found.isEmpty() && (best == null || relevance(found, user) > relevance(bestTests, best))) {
                    best = user;
                    bestTests = found;
                }
            }
            if (best != null) {
                return new Entry(
                        name,
                        distance,
                        best.simpleName,
                        bestTests.stream().map(Source::path).toList());
            }
            layer = usersOf(layer, seen);
        }
        return new Entry(name, -1, "", List.of());
    }

    private static int relevance(List<Source> found, Source user) {
        return found.get(0).relevanceTo(user);
    }

    private List<Source> testsOf(Source source) {
        return tests.stream()
                .filter(test -> test.mentions(source))
                .sorted(Comparator.comparingInt((Source test) -> -test.relevanceTo(source)))
                .toList();
    }

    private List<Source> usersOf(List<Source> layer, Set<Source> seen) {
        List<Source> users = new ArrayList<>();
        for (Source candidate : main) {
            if (layer.stream().anyMatch(used -> candidate.mentions.containsKey(used.simpleName))
                    && seen.add(candidate)) {
                users.add(candidate);
            }
        }
        return users;
    }

    /** Prints the tests of the named classes, or of all. */
    public static void main(String[] names) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("expool-api"))) {
            root = root.getParent();
        }
        if (root == null) {
            throw new IOException("run it in the project");
        }
        Set<String> wanted = Set.of(names);
        for (Entry entry : of(root).entries()) {
            if (wanted.isEmpty() || wanted.contains(entry.simpleName()) || wanted.contains(entry.name())) {
                print(entry, root);
            }
        }
    }

    private static void print(Entry entry, Path root) {
        System.out.println(entry.name() + (entry.distance() > 0 ? " (through " + entry.via() + ")" : ""));
        entry.tests().stream().limit(SHOWN).forEach(test -> System.out.println("    " + root.relativize(test)));
        if (entry.tests().size() > SHOWN) {
            System.out.println("    and " + (entry.tests().size() - SHOWN) + " more");
        }
    }
}
