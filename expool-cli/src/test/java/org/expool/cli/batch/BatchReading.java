package org.expool.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.Job;
import org.expool.PoolBuilder;
import org.expool.PoolProvider;
import org.expool.cli.read.Diagnostics;

/** Reads batches without a pool, and collects what is wrong with them. */
abstract class BatchReading {

    static final PoolProvider NO_POOLS = settings -> {
        throw new AssertionError("reading makes no pool");
    };

    static final Outputs PLAIN = new Outputs(false, false);

    final PoolBuilder pool = NO_POOLS.builder();
    final Diagnostics diagnostics = new Diagnostics();

    final List<Job> read(String text, Format format) {
        return new BatchReader(pool, PLAIN, diagnostics).read(text, format).jobs();
    }

    final List<String> diagnostics() {
        return diagnostics.sorted().stream()
                .map(each -> each.line() + ": " + each.message())
                .toList();
    }

    final void assertRefused(String job, String message) {
        Diagnostics found = new Diagnostics();
        List<Job> jobs = new BatchReader(pool, PLAIN, found)
                .read("jobs:\n- " + job + "\n", Format.YAML)
                .jobs();
        assertThat(jobs).as(job).isEmpty();
        assertThat(found.sorted()).as(job).singleElement().satisfies(each -> {
            assertThat(each.line()).isEqualTo(2);
            assertThat(each.message()).startsWith(message);
        });
    }
}
