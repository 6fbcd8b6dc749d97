package org.expool.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/library.md print what the page says. */
class LibraryPageTest {

    private static final String PAGE = "docs/library.md";

    @TempDir
    Path dir;

    @Test
    void theListenerExamplePrintsWhatIsBelowIt() throws IOException, InterruptedException {
        check(DocumentExample.run(PAGE, dir));
    }

    @Test
    void theExampleOfATestPrintsWhatIsBelowIt() throws IOException, InterruptedException {
        List<Path> jars = List.of(HouseModule.API.jar(), HouseModule.SIMULATOR.jar());
        check(DocumentExample.run(PAGE, "ManualPool", jars, dir));
    }

    private static void check(Ran ran) throws IOException {
        assertThat(ran.exitCode()).isZero();
        assertThat(Files.readString(HouseModule.projectRoot().resolve(PAGE)))
                .contains("```\n" + String.join("\n", ran.lines()) + "\n```");
    }
}
