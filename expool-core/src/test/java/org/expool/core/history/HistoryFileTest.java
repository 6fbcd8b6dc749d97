package org.expool.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.expool.core.memory.RecordedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded runs in a file. */
class HistoryFileTest {

    private static final RecordedRun SORT = new RecordedRun("sort", 12.5, 1 << 30, 3.25);
    private static final RecordedRun ODD = new RecordedRun(" a\\n\nb\r \u00e9 ", 0, 1, 0);

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("below/history");
    }

    private HistoryFile file() {
        return new HistoryFile(path(), HistoryFile.DEFAULT_MAX_BYTES);
    }

    @Test
    void whatWasAppendedIsLoadedInOrder() throws IOException {
        assertThat(file().load()).isEmpty();
        file().append(List.of(SORT, ODD));
        file().append(List.of(SORT));
        assertThat(file().load()).containsExactly(SORT, ODD, SORT);
    }

    @Test
    void version1IsLoaded() throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), "v1 7b3b0744 1073741824 3.25 12.5 sort\n");
        assertThat(file().load()).containsExactly(SORT);
    }

    @Test
    void aTruncatedLineLosesOneRunWhereverItEnds() throws IOException {
        file().append(List.of(SORT, ODD));
        byte[] whole = Files.readAllBytes(path());
        int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = second; length < whole.length - 1; length++) {
            Files.write(path(), Arrays.copyOf(whole, length));
            assertThat(file().load()).containsExactly(SORT);
            file().append(List.of(ODD));
            assertThat(file().load()).containsExactly(SORT, ODD);
        }
    }

    @Test
    void otherLinesAreSkipped() throws IOException {
        file().append(List.of(SORT));
        Files.writeString(path(), Files.readString(path()) + "v1 00000000 1 1 1 sort\nv1\n\nv2 what is to come\n");
        file().append(List.of(ODD));
        assertThat(file().load()).containsExactly(SORT, ODD);
    }

    @Test
    void aLongFileIsCompactedToTheNewestRunsAndKeepsLinesOfLaterVersions() throws IOException {
        HistoryFile small = new HistoryFile(path(), 20_000);
        Files.createDirectories(path().getParent());
        List<RecordedRun> last = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            if (i == 1990) {
                Files.writeString(path(), Files.readString(path()) + "v2 what is to come\n");
            }
            last.add(new RecordedRun("c" + i % 7, i, i, i));
            small.append(last.subList(i - 1, i));
            assertThat(Files.size(path())).isLessThanOrEqualTo(20_000);
        }
        List<RecordedRun> kept = small.load();
        assertThat(kept).hasSizeGreaterThan(100).isEqualTo(last.subList(2000 - kept.size(), 2000));
        assertThat(Files.readString(path())).contains("v2 what is to come");
    }

    private void compact(Path file) throws IOException {
        HistoryFile small = new HistoryFile(file, 1000);
        for (int i = 0; i < 100; i++) {
            small.append(List.of(SORT));
        }
        assertThat(Files.size(file)).isLessThanOrEqualTo(1000);
    }

    @Test
    void permissionsAreTheSameAfterCompaction() throws IOException {
        file().append(List.of(SORT));
        Set<PosixFilePermission> all = PosixFilePermissions.fromString("rw-rw-rw-");
        Files.setPosixFilePermissions(path(), all);
        compact(path());
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(all);
        assertThat(Files.getPosixFilePermissions(path().resolveSibling("history.lock")))
                .isEqualTo(all);
    }

    @Test
    void theOwnerStaysTheSame() throws IOException {
        file().append(List.of(SORT));
        assumeTrue("root".equals(Files.getOwner(path()).getName()), "only root can give files away");
        UserPrincipal other =
                path().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("daemon");
        Files.setOwner(path(), other);
        compact(path());
        assertThat(Files.getOwner(path())).isEqualTo(other);
    }

    @Test
    void aSymbolicLinkStaysALink() throws IOException {
        file().append(List.of(SORT));
        Path link = Files.createSymbolicLink(folder.resolve("link"), path());
        compact(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.size(path())).isLessThanOrEqualTo(1000);
    }

    @Test
    void ofACategoryNoMoreRunsAreKeptThanPredictorsUse() throws IOException {
        HistoryFile small = new HistoryFile(path(), 40_000);
        small.append(List.of(SORT));
        for (int i = 1; i <= 60; i++) {
            small.append(IntStream.range(0, 20)
                    .mapToObj(n -> new RecordedRun("many", n, 1, 1))
                    .toList());
        }
        assertThat(small.load()).contains(SORT);
    }

    @Test
    void concurrentAppendsDuringCompactionLoseNothingNew()
            throws IOException, InterruptedException, ExecutionException {
        int writers = 4;
        int each = 300;
        CyclicBarrier step = new CyclicBarrier(writers); // so that none is so old that all of it is dropped
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String category = "c" + writer;
                done.add(threads.submit(() -> {
                    HistoryFile own = new HistoryFile(path(), 30_000);
                    for (int i = 1; i <= each; i++) {
                        own.append(List.of(new RecordedRun(category, i, i, i)));
                        if (i % 10 == 0) {
                            step.await(1, TimeUnit.MINUTES);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            threads.shutdown();
        }
        List<RecordedRun> runs = file().load();
        for (int writer = 0; writer < writers; writer++) {
            String category = "c" + writer;
            List<Integer> seen = runs.stream()
                    .filter(run -> run.category().equals(category))
                    .map(run -> (int) run.size())
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(seen)
                    .isEqualTo(IntStream.rangeClosed(seen.get(0), each).boxed().toList());
        }
        try (Stream<Path> left = Files.list(path().getParent())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("history", "history.lock");
        }
    }

    @Test
    void theLimitIsChecked() {
        assertThatThrownBy(() -> new HistoryFile(path(), 10)).hasMessageContaining("maxBytes 10");
    }
}
