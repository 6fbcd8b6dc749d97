package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a control group are written; the contract of containments tests their effect. */
class CgroupMemoryTest {

    private static final long LIMIT = 64 << 20;

    @TempDir
    Path folder;

    private Path v1;
    private Path v2;

    @BeforeEach
    void make() throws IOException {
        v1 = Files.createDirectory(folder.resolve("first"));
        make(v1, "memory.limit_in_bytes", "memory.memsw.limit_in_bytes");
        v2 = Files.createDirectory(folder.resolve("second"));
        make(v2, "memory.max", "memory.swap.max", "memory.oom.group", "memory.reclaim");
    }

    private static void make(Path group, String... files) throws IOException {
        for (String file : files) {
            Files.writeString(group.resolve(file), "");
        }
    }

    private static String in(Path group, String file) throws IOException {
        return Files.readString(group.resolve(file));
    }

    @Test
    void aV2LeafIsLimitedWithoutSwapAndKilledAsAWhole() throws IOException {
        CgroupMemory memory = CgroupMemory.find(List.of(folder, v2), true);
        assertThat(memory.folder()).isEqualTo(v2);
        assertThat(memory.limit(LIMIT)).isTrue();
        assertThat(in(v2, "memory.max")).isEqualTo("67108864");
        assertThat(in(v2, "memory.swap.max")).isEqualTo("0");
        assertThat(in(v2, "memory.oom.group")).isEqualTo("1");
        assertThat(memory.limit(Long.MAX_VALUE)).isTrue();
        assertThat(in(v2, "memory.max")).startsWith("max");
        assertThat(in(v2, "memory.swap.max")).isEqualTo("max");
        assertThat(in(v2, "memory.oom.group")).isEqualTo("0");
    }

    @Test
    void aV2ParentIsNotKilledAsAWhole() throws IOException {
        assertThat(CgroupMemory.find(List.of(v2), false).limit(LIMIT)).isTrue();
        assertThat(in(v2, "memory.oom.group")).isEqualTo("0");
    }

    @Test
    void onlyV2CanReclaim() throws IOException {
        assertThat(CgroupMemory.find(List.of(v1), true).canReclaim()).isFalse();
        CgroupMemory memory = CgroupMemory.find(List.of(v2), true);
        assertThat(memory.canReclaim()).isTrue();
        memory.reclaim(4096);
        assertThat(in(v2, "memory.reclaim")).isEqualTo("4096");
    }

    @Test
    void v1HasTheSameLimitWithSwap() throws IOException {
        CgroupMemory memory = CgroupMemory.find(List.of(v1), true);
        assertThat(memory.limit(LIMIT)).isTrue();
        assertThat(in(v1, "memory.limit_in_bytes")).isEqualTo("67108864");
        assertThat(in(v1, "memory.memsw.limit_in_bytes")).isEqualTo("67108864");
        assertThat(memory.limit(Long.MAX_VALUE)).isTrue();
        assertThat(in(v1, "memory.limit_in_bytes")).startsWith("-1");
        assertThat(in(v1, "memory.memsw.limit_in_bytes")).startsWith("-1");
    }

    @Test
    void thereIsNoneWithoutAController() {
        assertThat(CgroupMemory.find(List.of(folder), true)).isNull();
    }

    @Test
    void aRefusedLimitIsSetByTheNextCall() throws IOException {
        CgroupMemory memory = CgroupMemory.find(List.of(v2), true);
        Files.delete(v2.resolve("memory.max"));
        assertThat(memory.limit(LIMIT)).isFalse();
        make(v2, "memory.max");
        assertThat(memory.limit(LIMIT)).isTrue();
    }
}
