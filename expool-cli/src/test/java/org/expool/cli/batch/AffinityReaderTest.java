package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.CpuDemand;
import org.expool.cli.read.Diagnostics;
import org.junit.jupiter.api.Test;

/** CPUs in batches: of workers and of single jobs. */
class AffinityReaderTest extends BatchReading {

    @Test
    void readsAffinities() {
        for (String good : List.of("auto", "none", "{cores: 2}", "{threads: 1}", "{cache: l3}", "{node: true}")) {
            Diagnostics found = new Diagnostics();
            new BatchReader(NO_POOLS.builder(), PLAIN, found).read("pool:\n  affinity: " + good, Format.YAML);
            assertThat(found.sorted()).as(good).isEmpty();
        }
        for (String bad : List.of("cores", "{cores: 0}", "{threads: 2}", "{cache: l1}", "{cores: 1, node: true}")) {
            Diagnostics found = new Diagnostics();
            new BatchReader(NO_POOLS.builder(), PLAIN, found).read("pool:\n  affinity: " + bad, Format.YAML);
            assertThat(found.sorted())
                    .as(bad)
                    .singleElement()
                    .satisfies(each -> assertThat(each.line()).isEqualTo(2));
        }
    }

    @Test
    void readsWhichCpusAJobNeeds() {
        assertThat(cpus("cpus: 3")).isEqualTo(CpuDemand.threads(3));
        assertThat(cpus("cores: 2")).isEqualTo(CpuDemand.cores(2));
        assertThat(cpus("cache: node")).isEqualTo(CpuDemand.whole(CpuDemand.Level.NODE));
        assertThat(cpus("cores: ~")).isEqualTo(CpuDemand.share());
        assertRefused("{command: [x], cpus: 0}", "cpus: must be at least 1");
        assertRefused("{command: [x], cache: L3}", "cache: expected l2, l3 or node, not 'L3'");
        assertRefused("{command: [x], cpus: 1, cores: 1}", "cores: a job can have only one of cpus, cores, cache");
        assertRefused(
                "{command: [x], cpus: 1, omitAffinity: true}",
                "omitAffinity: the job has a demand for CPUs; omit one of the two");
    }

    private CpuDemand cpus(String key) {
        return read("jobs: [{command: [x], " + key + "}]", Format.YAML).get(0).cpus();
    }
}
