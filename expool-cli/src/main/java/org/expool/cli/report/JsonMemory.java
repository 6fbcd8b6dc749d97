package org.expool.cli.report;

import java.util.List;
import java.util.Locale;
import org.expool.JobResult;
import org.expool.MemoryPromise;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes the memory fields of results and summaries. Not thread-safe.
 *
 * @param json the output
 */
record JsonMemory(JsonFields json) {

    void write(JobResult result) {
        Outcome.MemoryExceeded exceeded = result.outcome() instanceof Outcome.MemoryExceeded beyond ? beyond : null;
        json.text(
                "memoryLimitOf",
                exceeded == null ? null : exceeded.scope().name().toLowerCase(Locale.ROOT));
        bytes("memoryLimitBytes", exceeded == null ? null : exceeded.limit());
        bytes("memoryMeasuredBytes", exceeded == null ? null : exceeded.peak());
        json.text("memoryLimitBy", exceeded == null ? null : exceeded.byKernel() ? "kernel" : "pool");
        MemoryPromise promise = result.memory();
        bytes("memoryExpectedBytes", promise == null ? null : promise.expected());
        bytes("memoryPromisedBytes", promise == null ? null : promise.promised());
        json.text("memoryBasis", promise == null || promise.basis().isEmpty() ? null : promise.basis());
        json.list("memoryReasons", promise == null ? List.of() : promise.reasons());
    }

    void write(@Nullable MemoryTotals totals) {
        json.number("memoryPromisedByteSeconds", totals == null ? null : totals.promisedByteSeconds());
        json.number("memoryMeasuredByteSeconds", totals == null ? null : totals.measuredByteSeconds());
        json.seconds("memoryWastedSeconds", totals == null ? null : totals.wasted());
        json.number("memoryEnded", totals == null ? null : totals.ended());
    }

    private void bytes(String key, @Nullable MemorySize size) {
        json.number(key, size == null ? null : size.bytes());
    }
}
