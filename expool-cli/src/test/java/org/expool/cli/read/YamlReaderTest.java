package org.expool.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.expool.cli.read.Diagnostics.Diagnostic;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    private final Diagnostics diagnostics = new Diagnostics();

    private Optional<Node> read(String text) {
        return new YamlReader().read(text, diagnostics);
    }

    private static Node at(Node node, String key) {
        return ((Node.Mapping) node).entries().get(key).value();
    }

    @Test
    void keepsScalarsAsWrittenWithTheirTypesAndLines() {
        Node root = read("a: 1.50\nb: true\nc: '10'\nd: ~\ne: no\nf: !!str 7\n").orElseThrow();

        assertThat(at(root, "a")).isEqualTo(new Node.Scalar(1, "1.50", Node.Type.NUMBER));
        assertThat(at(root, "b")).isEqualTo(new Node.Scalar(2, "true", Node.Type.BOOLEAN));
        assertThat(at(root, "c")).isEqualTo(new Node.Scalar(3, "10", Node.Type.TEXT));
        assertThat(at(root, "d").isNull()).isTrue();
        assertThat(at(root, "e")).as("YAML 1.2: a text").isEqualTo(new Node.Scalar(5, "no", Node.Type.TEXT));
        assertThat(at(root, "f")).isEqualTo(new Node.Scalar(6, "7", Node.Type.TEXT));
        assertThat(diagnostics.isEmpty()).isTrue();
    }

    @Test
    void resolvesAnchorsHoweverManyAliases() {
        String aliases = "- *e\n".repeat(200);
        Node root = read("base: &e {LANG: C}\nall:\n" + aliases).orElseThrow();

        Node.Sequence all = (Node.Sequence) at(root, "all");
        assertThat(all.items()).hasSize(200).allMatch(item -> item.equals(at(root, "base")));
    }

    @Test
    void doesNotBlowUpOnAliasesOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(read(bomb.toString())).isPresent();
    }

    @Test
    void reportsAnAliasInsideItself() {
        read("a: &a\n  b: *a\n");

        assertThat(diagnostics.sorted())
                .extracting(Diagnostic::message)
                .containsExactly("an alias here contains itself");
    }

    @Test
    void reportsEachKeyGivenTwice() {
        read("a: 1\nb: {c: 1, c: 2}\na: 2\n");

        assertThat(diagnostics.sorted())
                .containsExactly(
                        new Diagnostic(2, "the key 'c' was given before, on line 2"),
                        new Diagnostic(3, "the key 'a' was given before, on line 1"));
    }

    @Test
    void saysWhereTheSyntaxIsWrong() {
        assertThat(read("a: 1\nb: [1, 2\nc: 3\n")).isEmpty();

        assertThat(diagnostics.sorted()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.line()).isEqualTo(3);
            assertThat(diagnostic.message()).startsWith("not valid YAML: ");
        });
    }

    @Test
    void isEmptyWhenTheTextIsAndRefusesTwoDocuments() {
        assertThat(read("# only a comment\n")).isEmpty();
        assertThat(diagnostics.isEmpty()).isTrue();

        assertThat(read("a: 1\n---\nb: 2\n")).isEmpty();
        assertThat(diagnostics.isEmpty()).isFalse();
    }
}
