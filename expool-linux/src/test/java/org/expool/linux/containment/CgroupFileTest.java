package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.spi.StartRefusedException;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, and files that cannot be read: a folder in place of the file fails as a lack of descriptors does. */
@ExtendWith(NoLeaks.class)
class CgroupFileTest {

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void make() throws IOException {
        path = Files.writeString(folder.resolve("cpu.stat"), "usage 3\nuser_usec 12\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAllOfALongFile(boolean kept) throws IOException {
        String list = "123456\n".repeat(1000);
        Files.writeString(path, list);
        try (CgroupFile file = CgroupFile.open(path, false, kept)) {
            assertThat(file.read()).isEqualTo(list);
            assertThat(file.number()).isEqualTo(123456);
            Files.writeString(path, "usage 3\nuser_usec 12\n");
            assertThat(file.number("user_usec")).isEqualTo(12);
            assertThat(file.number("absent")).isZero();
        }
    }

    @Test
    void whatIsGoneIsEmpty() throws IOException {
        CgroupFile file = CgroupFile.open(path, false, false);
        Files.delete(path);
        assertThat(file.read()).isEmpty();
        assertThat(file.number("user_usec")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasClosedIsEmptyOnlyIfItCannotBeRead(boolean kept) {
        CgroupFile file = CgroupFile.open(path, false, kept);
        file.close();
        assertThat(file.read()).isEqualTo(kept ? "" : "usage 3\nuser_usec 12\n");
    }

    @Test
    void whatIsThereButCannotBeReadIsNotEmpty() throws IOException {
        CgroupFile file = CgroupFile.open(path, false, false);
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(file::read).isInstanceOf(UncheckedIOException.class).hasMessageContaining("cpu.stat");
        assertThatThrownBy(() -> file.number("user_usec")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aGroupThatCannotBeOpenedRefusesTheStart() {
        assertThatThrownBy(() -> CgroupFd.open(folder.resolve("absent")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("absent");
    }
}
