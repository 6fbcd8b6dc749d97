package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a control group are written; that the kernel heeds them, the contract of containments shows. */
class GroupMemoryTest {

    private static final long LIMIT = 64 << 20;

    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void make() throws IOException {
        first = Files.createDirectory(folder.resolve("first"));
        make(first, "memory.limit_in_bytes", "memory.memsw.limit_in_bytes");
        second = Files.createDirectory(folder.resolve("second"));
        make(second, "memory.max", "memory.swap.max", "memory.oom.group", "memory.reclaim");
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
    void aLeafOfTheSecondVersionIsLimitedWithoutSwapAndEndsAsAWhole() throws IOException {
        GroupMemory memory = GroupMemory.find(List.of(folder, second), true);
        assertThat(memory.folder()).isEqualTo(second);
        assertThat(memory.limit(LIMIT)).isTrue();
        assertThat(in(second, "memory.max")).isEqualTo("67108864");
        assertThat(in(second, "memory.swap.max")).isEqualTo("0");
        assertThat(in(second, "memory.oom.group")).isEqualTo("1");
        assertThat(memory.limit(Long.MAX_VALUE)).isTrue();
        assertThat(in(second, "memory.max")).startsWith("max");
        assertThat(in(second, "memory.swap.max")).isEqualTo("max");
        assertThat(in(second, "memory.oom.group")).isEqualTo("0");
    }

    @Test
    void aGroupOfLeavesDoesNotEndAsAWhole() throws IOException {
        assertThat(GroupMemory.find(List.of(second), false).limit(LIMIT)).isTrue();
        assertThat(in(second, "memory.oom.group")).isEqualTo("0");
    }

    @Test
    void onlyTheSecondVersionCanBeAskedToReclaim() throws IOException {
        assertThat(GroupMemory.find(List.of(first), true).canReclaim()).isFalse();
        GroupMemory memory = GroupMemory.find(List.of(second), true);
        assertThat(memory.canReclaim()).isTrue();
        memory.reclaim(4096);
        assertThat(in(second, "memory.reclaim")).isEqualTo("4096");
    }

    @Test
    void theFirstVersionHasTheSameLimitWithSwap() throws IOException {
        GroupMemory memory = GroupMemory.find(List.of(first), true);
        assertThat(memory.limit(LIMIT)).isTrue();
        assertThat(in(first, "memory.limit_in_bytes")).isEqualTo("67108864");
        assertThat(in(first, "memory.memsw.limit_in_bytes")).isEqualTo("67108864");
        assertThat(memory.limit(Long.MAX_VALUE)).isTrue();
        assertThat(in(first, "memory.limit_in_bytes")).startsWith("-1");
        assertThat(in(first, "memory.memsw.limit_in_bytes")).startsWith("-1");
    }

    @Test
    void whatIsNotThereIsNotLimited() {
        assertThat(GroupMemory.find(List.of(folder), true)).isNull();
    }

    @Test
    void aRefusalIsToldAndTriedAgain() throws IOException {
        GroupMemory memory = GroupMemory.find(List.of(second), true);
        Files.delete(second.resolve("memory.max"));
        assertThat(memory.limit(LIMIT)).isFalse();
        make(second, "memory.max");
        assertThat(memory.limit(LIMIT)).isTrue();
    }
}
