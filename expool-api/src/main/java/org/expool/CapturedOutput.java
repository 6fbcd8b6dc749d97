package org.expool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What a job wrote to a captured stream, byte for byte. Small outputs are held in memory, larger ones in a file that
 * the pool removes when it is cleared or closed. Thread-safe.
 */
public interface CapturedOutput {

    /** The number of bytes. */
    long size();

    /**
     * Reads from the beginning.
     *
     * @throws IOException if the output is no longer there, because the pool has been closed
     */
    InputStream open() throws IOException;

    /**
     * All of it; for large outputs prefer {@link #open}.
     *
     * @throws IOException if the output is no longer there, because the pool has been closed
     */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /**
     * All of it as UTF-8, malformed bytes replaced.
     *
     * @throws IOException if the output is no longer there, because the pool has been closed
     */
    default String text() throws IOException {
        return text(StandardCharsets.UTF_8);
    }

    /**
     * All of it in some encoding, malformed bytes replaced.
     *
     * @throws IOException if the output is no longer there, because the pool has been closed
     */
    default String text(Charset encoding) throws IOException {
        return new String(bytes(), encoding);
    }
}
