package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.expool.Job;
import org.expool.MemoryKind;
import org.expool.MemoryLimit;
import org.expool.MemoryMeasure;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.PoolBuilder;
import org.expool.PoolMemory;
import org.expool.PoolSettings;
import org.expool.cli.read.Diagnostics;
import org.junit.jupiter.api.Test;

/** Memory in batches: of the pool and of jobs. */
class MemoryReaderTest extends BatchReading {

    @Test
    void readsWhatIsSaidOfMemory() {
        Job job = read("""
                pool: {memoryLimit: 50%, reserve: 1GiB, memoryKind: heaviest-of-tree, memoryMeasure: charged,
                       terminationPolicy: heaviest-first, history: runs.history}
                jobs:
                  - {command: [x], memory: 1GiB, memoryFixed: true, memoryLimit: 2GiB, memoryKind: process,
                     memoryMeasure: rss-vms-mix, retryMemory: {factor: 1.5, max: 16GiB}}
                """, Format.YAML).get(0);
        assertThat(diagnostics()).isEmpty();
        PoolSettings settings = pool.settings();
        assertThat(settings.memory())
                .isEqualTo(new PoolMemory(
                        MemoryLimit.ofPercent(50),
                        MemorySize.ofGiB(1),
                        MemoryKind.HEAVIEST_OF_TREE,
                        MemoryMeasure.CHARGED,
                        Path.of("runs.history")));
        assertThat(settings.providers()).containsEntry("TerminationPolicy", "heaviest-first");
        assertThat(job.memory()).isEqualTo(MemorySize.ofGiB(1));
        assertThat(job.memoryFixed()).isTrue();
        assertThat(job.memoryLimit()).isEqualTo(MemorySize.ofGiB(2));
        assertThat(job.memoryKind()).isEqualTo(MemoryKind.PROCESS);
        assertThat(job.memoryMeasure()).isEqualTo(MemoryMeasure.RSS_VMS_MIX);
        assertThat(job.memoryRetry()).isEqualTo(new MemoryRetry(1.5, MemorySize.ofGiB(16)));
    }

    @Test
    void readsOlderWordsOfMemory() {
        Job job = read("pool: {terminationPolicy: seed}\njobs: [{command: [x], memoryMeasure: seed-mean}]", Format.YAML)
                .get(0);
        assertThat(diagnostics()).isEmpty();
        assertThat(pool.settings().providers()).containsEntry("TerminationPolicy", "seed");
        assertThat(job.memoryMeasure()).isEqualTo(MemoryMeasure.RSS_VMS_MIX);
    }

    @Test
    void readsLimitsOfAllKinds() {
        for (String good : List.of("4GiB", "50%", "off", "available", "3000000000")) {
            Diagnostics found = new Diagnostics();
            PoolBuilder builder = NO_POOLS.builder();
            new BatchReader(builder, PLAIN, found).read("pool:\n  memoryLimit: " + good, Format.YAML);
            assertThat(found.isEmpty()).as(good).isTrue();
            assertThat(builder.settings().memory().limit()).isEqualTo(MemoryLimit.parse(good));
        }
        for (String bad : List.of("0", "101%", "much", "[1]", "{off: true}")) {
            Diagnostics found = new Diagnostics();
            new BatchReader(NO_POOLS.builder(), PLAIN, found).read("pool:\n  memoryLimit: " + bad, Format.YAML);
            assertThat(found.sorted()).as(bad).singleElement().satisfies(each -> {
                assertThat(each.line()).isEqualTo(2);
                assertThat(each.message()).startsWith("memoryLimit: ");
            });
        }
    }
}
