package org.expool.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.expool.cli.read.Diagnostics.Diagnostic;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

    private final Diagnostics diagnostics = new Diagnostics();
    private final JsonReader reader = new JsonReader();

    @Test
    void readsTheSameTreeAsYaml() {
        String text = "{\n \"a\": [1.50, true, \"10\", null],\n \"b\": {\"c\": 7}\n}";

        Node json = reader.read(text, 1, diagnostics).orElseThrow();

        assertThat(json).isEqualTo(new YamlReader().read(text, diagnostics).orElseThrow());
        assertThat(diagnostics.isEmpty()).isTrue();
    }

    @Test
    void countsLinesFromTheFirstLineGiven() {
        reader.read("{\"a\": 1,\n\"a\": 2}", 10, diagnostics);

        assertThat(diagnostics.sorted())
                .containsExactly(new Diagnostic(11, "the key 'a' was given before, on line 10"));
    }

    @Test
    void reportsSyntaxOnItsLineWithoutTheParsersNotes() {
        assertThat(reader.read("{\"a\": [1}", 5, diagnostics)).isEmpty();

        assertThat(diagnostics.sorted()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.line()).isEqualTo(5);
            assertThat(diagnostic.message()).startsWith("not valid JSON: ").doesNotContain("Source");
        });
    }

    @Test
    void refusesWhatFollows() {
        assertThat(reader.read("{} {}", 1, diagnostics)).isEmpty();
        assertThat(diagnostics.isEmpty()).isFalse();
    }

    @Test
    void tellsACompleteObjectFromItsBeginning() {
        assertThat(reader.object("{\"command\": [\"true\"]}")).isPresent();
        assertThat(reader.object("{\"command\": [")).isEmpty();
        assertThat(reader.object("[1]")).isEmpty();
        assertThat(reader.object("jobs:")).isEmpty();
    }
}
