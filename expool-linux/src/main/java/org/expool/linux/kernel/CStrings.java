package org.expool.linux.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;

/**
 * A buffer in native memory for one string or one array of strings, reused by the next. It grows and never shrinks. Not
 * thread-safe.
 *
 * <p>Encoding: that of the JVM's file names (sun.jnu.encoding), but UTF-8 where this would be plain ASCII: in the C and
 * POSIX locales, in which the bytes of a name mean what their writer meant, mostly UTF-8.
 */
public final class CStrings {

    private final Charset encoding;
    private NativeBlock block = NativeBlock.ofBytes(4096);
    private int size;

    /** Of the encoding of file names; empty. */
    public CStrings() {
        this(encodingFor(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    private CStrings(Charset encoding) {
        this.encoding = encoding;
    }

    public static Charset encodingFor(String fileNames) {
        boolean ascii = fileNames.toUpperCase(Locale.ROOT).matches("ANSI_X3.4-1968|US-ASCII|646|ASCII");
        return ascii || !Charset.isSupported(fileNames) ? StandardCharsets.UTF_8 : Charset.forName(fileNames);
    }

    /** The address of the string, NUL-terminated; valid until the next call. */
    public long string(String text) {
        byte[] bytes = text.getBytes(encoding);
        reserve(bytes.length + 1);
        block.buffer().put(0, bytes).put(bytes.length, (byte) 0);
        return block.address();
    }

    /** The address of an array of pointers to the strings, ended by a null pointer; valid until the next call. */
    public long array(Collection<String> texts) {
        byte[][] encoded = new byte[texts.size()][];
        int table = (encoded.length + 1) * Long.BYTES;
        int end = table;
        int next = 0;
        for (String text : texts) {
            encoded[next] = text.getBytes(encoding);
            end += encoded[next++].length + 1;
        }
        reserve(end);
        ByteBuffer buffer = block.buffer();
        int at = table;
        for (int i = 0; i < encoded.length; i++) {
            buffer.putLong(i * Long.BYTES, block.address() + at);
            buffer.put(at, encoded[i]).put(at + encoded[i].length, (byte) 0);
            at += encoded[i].length + 1;
        }
        buffer.putLong(table - Long.BYTES, 0);
        return block.address();
    }

    /** The number of bytes in use. */
    public int size() {
        return size;
    }

    private void reserve(int bytes) {
        if (bytes > block.buffer().capacity()) {
            block = NativeBlock.ofBytes(Math.max(bytes, 2 * block.buffer().capacity()));
        }
        size = bytes;
    }
}
