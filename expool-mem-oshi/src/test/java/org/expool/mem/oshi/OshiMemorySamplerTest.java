package org.expool.mem.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.linux.memory.ProcfsMemorySampler;
import org.expool.spi.Availability;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.expool.testkit.MemorySamplerContract;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** OSHI's sampler fulfils the contract, and agrees with procfs. */
class OshiMemorySamplerTest extends MemorySamplerContract {

    @Override
    protected MemorySampler sampler() {
        return new OshiMemorySampler();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(MemorySampler.class)).hasAtLeastOneElementOfType(OshiMemorySampler.class);
    }

    @Test
    void agreesWithProcfs() {
        MemorySampler twin = new ProcfsMemorySampler();
        Assumptions.assumeTrue(twin.availability().equals(Availability.available()), "not Linux");
        long self = ProcessHandle.current().pid();
        for (MemoryMeasure measure : List.of(MemoryMeasure.RESIDENT, MemoryMeasure.RSS_VMS_MIX)) {
            MemoryQuery query = new MemoryQuery(List.of(MemoryQuery.Root.of(self)), MemoryKind.PROCESS, measure);
            try (MemorySession ours = sampler().open();
                    MemorySession theirs = twin.open()) {
                double here = ours.sample(query).get(self).bytes();
                double there = theirs.sample(query).get(self).bytes();
                assertThat(here / there).isBetween(0.9, 1.1);
                assertThat(ours.host().availableBytes() / (double) theirs.host().totalBytes())
                        .isPositive();
            }
        }
    }
}
