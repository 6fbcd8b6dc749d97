package org.expool.bench.latency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.bench.machine.BenchException;

/** A file of 64-bit numbers that C programs write in native byte order. */
record Stamps(Path file) {

    /**
     * Fills it with zeros.
     *
     * @throws BenchException if it cannot be written
     */
    Stamps cleared(int numbers) {
        try {
            Files.write(file, new byte[numbers * Long.BYTES]);
            return this;
        } catch (IOException e) {
            throw new BenchException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Its numbers.
     *
     * @throws BenchException if it cannot be read
     */
    LongBuffer read() {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
