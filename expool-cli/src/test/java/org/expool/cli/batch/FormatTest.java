package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void goesByTheExtension() {
        assertThat(Format.ofName("a.YAML")).contains(Format.YAML);
        assertThat(Format.ofName("a.yml")).contains(Format.YAML);
        assertThat(Format.ofName("a.json")).contains(Format.JSON);
        assertThat(Format.ofName("a.jsonl")).contains(Format.JSON_LINES);
        assertThat(Format.ofName("a.ndjson")).contains(Format.JSON_LINES);
        assertThat(Format.ofName("jobs")).isEmpty();
    }

    @Test
    void goesByTheContentElse() {
        assertThat(Format.ofContent("\n {\"command\": [\"true\"]}\n{\"x\n")).isEqualTo(Format.JSON_LINES);
        assertThat(Format.ofContent("{\"jobs\": [\n]}\n")).isEqualTo(Format.JSON);
        assertThat(Format.ofContent("{jobs: []}")).isEqualTo(Format.YAML);
        assertThat(Format.ofContent("jobs:\n- {command: [true]}")).isEqualTo(Format.YAML);
        assertThat(Format.ofContent("")).isEqualTo(Format.YAML);
    }

    @Test
    void aStreamIsLinesUnlessItBeginsLikeADocument() {
        for (String line : new String[] {"{\"command\": [\"true\"]}", "not json", "{\"command\": [", "[]", "{} {}"}) {
            assertThat(Format.beginsLines(line)).as(line).isTrue();
        }
        for (String line :
                new String[] {"{", "jobs:", "{\"jobs\": [", "pool: {workers: 1}", "# jobs", "---", "{jobs: []}"}) {
            assertThat(Format.beginsLines(line)).as(line).isFalse();
        }
    }

    @Test
    void takesAWholeBatchOnOneLineForWhatItIs() {
        assertThat(Format.ofContent("{\"pool\": {\"workers\": 1}, \"jobs\": []}\n"))
                .isEqualTo(Format.JSON);
    }
}
