package org.expool.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.expool.spi.StartRefusedException;
import org.junit.jupiter.api.Test;

/** Where programs are searched. */
class ProgramLookupTest {

    private final ProgramLookup lookup = new ProgramLookup(
            Set.of("/b/tool", "/c/tool", "/work/rel/tool", "/work/./here", "/usr/bin/default")::contains);

    @Test
    void theFirstEntryOfThePathWins() {
        assertThat(lookup.find("tool", Map.of("PATH", "/a:/b:/c"), null)).isEqualTo("/b/tool");
    }

    @Test
    void relativeAndEmptyEntriesStartAtTheWorkdir() {
        assertThat(lookup.find("tool", Map.of("PATH", "rel:/c"), Path.of("/work")))
                .isEqualTo("rel/tool");
        assertThat(lookup.find("here", Map.of("PATH", "/a::/b"), Path.of("/work")))
                .isEqualTo("./here");
        assertThat(lookup.find("here", Map.of("PATH", ""), Path.of("/work"))).isEqualTo("./here");
    }

    @Test
    void withoutAPathTheSystemsFoldersAreSearched() {
        assertThat(lookup.find("default", Map.of(), null)).isEqualTo("/usr/bin/default");
    }

    @Test
    void aProgramWithASlashIsTakenAsItIs() {
        assertThat(lookup.find("bin/absent", Map.of("PATH", "/b"), null)).isEqualTo("bin/absent");
    }

    @Test
    void anAbsentProgramIsRefusedWithThePath() {
        assertThatThrownBy(() -> lookup.find("absent", Map.of("PATH", "/a:/b"), null))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("program 'absent' was not found in PATH /a:/b");
    }
}
