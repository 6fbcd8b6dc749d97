package org.expool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What a job wrote to a captured stream, byte for byte. Small outputs are kept in memory, larger ones in a file that
 * the pool removes when it is cleared or closed. Thread-safe.
 */
public interface CapturedOutput {

    /** The number of bytes. */
    long size();

    /**
     * Reads from the beginning.
     *
     * @throws IOException if the output has been removed because the pool was closed
     */
    InputStream open() throws IOException;

    /**
     * All of it; for large outputs prefer {@link #open}.
     *
     * @throws IOException if the output has been removed because the pool was closed
     */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /**
     * All of it as UTF-8, malformed bytes replaced.
     *
     * @throws IOException if the output has been removed because the pool was closed
     */
    default String text() throws IOException {
        return text(StandardCharsets.UTF_8);
    }

    /**
     * All of it in an encoding, malformed bytes replaced.
     *
     * @throws IOException if the output has been removed because the pool was closed
     */
    default String text(Charset encoding) throws IOException {
        return new String(bytes(), encoding);
    }
}
