package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.tests.support.HouseModule;
import org.junit.jupiter.api.Test;

/** Each relative link of the documents leads to a file, and to a heading of it where it names one. */
class DocumentLinksTest {

    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!\\w+:)([^)#]*)(#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void allLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        long links = 0;
        for (Path page : pages()) {
            for (String[] link : links(page)) {
                links++;
                Path target =
                        link[0].isEmpty() ? page : page.resolveSibling(link[0]).normalize();
                if (!Files.exists(target)) {
                    broken.add(page + ": " + link[0]);
                } else if (!link[1].isEmpty() && !anchors(target).contains(link[1])) {
                    broken.add(page + ": " + link[0] + link[1]);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isPositive().isGreaterThanOrEqualTo(written() * 4 / 5);
    }

    /** How many links are in the documents, counted without the pattern. */
    private static long written() throws IOException {
        long written = 0;
        for (Path page : pages()) {
            String text = Files.readString(page);
            for (int at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 1)) {
                if (!text.startsWith("http", at + 2)) {
                    written++;
                }
            }
        }
        return written;
    }

    static List<Path> pages() throws IOException {
        Path root = HouseModule.projectRoot();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md"), root.resolve("CHANGELOG.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static List<String[]> links(Path page) throws IOException {
        return LINK.matcher(text(page))
                .results()
                .map(link -> new String[] {link.group(1), link.group(2) == null ? "" : link.group(2)})
                .toList();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(text(page))
                .results()
                .map(heading -> "#"
                        + heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\w\\- ]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String text(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }
}
