import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Adds up what ./test left in a folder, says what was skipped and what failed, and prints the last line of ./test.
 *
 * <p>{@code java tests/Count.java FOLDER}: {@code FOLDER/reports/SUITE} has JUnit's reports of a suite (TEST-*.xml, from
 * surefire or the console launcher); {@code FOLDER/skipped} and {@code FOLDER/failed} have a line for each thing that
 * ./test itself could not do or that went wrong. The exit code is 0 if nothing failed.
 */
final class Count {

    private static final int PLACES = 3;
    private static final int LONGEST_MESSAGE = 400;

    private final List<String> skipped = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private int passed;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Count count = new Count();
        count.skipped.addAll(Files.readAllLines(folder.resolve("skipped")));
        count.failed.addAll(Files.readAllLines(folder.resolve("failed")));
        for (Path suite : children(folder.resolve("reports"))) {
            count.suite(suite);
        }
        count.list("skipped", count.skipped);
        count.list("failed", count.failed);
        System.out.printf(
                "%n%d passed, %d failed, %d skipped%n", count.passed, count.failed.size(), count.skipped.size());
        System.exit(count.failed.isEmpty() ? 0 : 1);
    }

    private void suite(Path folder) throws IOException, ParserConfigurationException {
        String name = folder.getFileName().toString();
        int before = passed;
        int failures = failed.size();
        int skips = skipped.size();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path report : (Iterable<Path>) files.filter(Count::isReport).sorted()::iterator) {
                report(name, report);
            }
        }
        if (passed == before && failed.size() == failures) {
            failed.add(name + ": no test was run");
        }
        System.out.printf(
                "%s: %d passed, %d failed, %d skipped%n",
                name, passed - before, failed.size() - failures, skipped.size() - skips);
    }

    private void report(String suite, Path file) throws IOException, ParserConfigurationException {
        Document report;
        try {
            report = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (SAXException unreadable) {
            failed.add(file + ": " + unreadable.getMessage());
            return;
        }
        for (Element test : elements(report.getDocumentElement(), "testcase")) {
            String name = test.getAttribute("classname").replaceFirst("^org\\.expool\\.", "") + "."
                    + test.getAttribute("name") + " (" + suite + "): ";
            List<Element> problems = new ArrayList<>(elements(test, "failure"));
            problems.addAll(elements(test, "error"));
            if (!problems.isEmpty()) {
                failed.add(name + cause(problems.get(0)));
            } else if (!elements(test, "skipped").isEmpty()) {
                skipped.add(name + reason(elements(test, "skipped").get(0)));
            } else {
                passed++;
            }
        }
    }

    /** The message, and the first places of ours; the whole trace is printed at once, as a log may be all that is left. */
    private static String cause(Element problem) {
        String trace = problem.getTextContent();
        System.out.println(trace);
        String message = text(problem);
        StringBuilder cause = new StringBuilder(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
        trace.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at org.expool."))
                .limit(PLACES)
                .forEach(line -> cause.append("\n      ").append(line));
        return cause.toString();
    }

    /** JUnit puts the name of its exception and two words before the reason. */
    private static String reason(Element skip) {
        return text(skip).replaceFirst("^.*TestAbortedException: ", "").replaceFirst("^Assumption failed: ", "");
    }

    /** The console launcher has the message of a skipped test in the element, surefire in an attribute. */
    private static String text(Element element) {
        String message = element.getAttribute("message");
        return message.isEmpty()
                ? element.getTextContent().strip().lines().findFirst().orElse("")
                : message.strip().replaceAll("\\s+", " ");
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            System.out.println("\n" + title + ":");
            lines.forEach(line -> System.out.println("  " + line));
        }
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
