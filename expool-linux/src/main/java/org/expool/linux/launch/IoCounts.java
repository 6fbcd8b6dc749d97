package org.expool.linux.launch;

import java.nio.charset.StandardCharsets;
import org.expool.Usage;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;

/**
 * The bytes that a process has read and written, from /proc/PID/io (proc(5): rchar and wchar, with those of its waited-for
 * children). Readable until the process is reaped. Not thread-safe.
 */
final class IoCounts {

    private static final int SIZE_BYTES = 256;

    private final NativeBlock path = NativeBlock.ofBytes(32);
    private final NativeBlock text = NativeBlock.ofBytes(SIZE_BYTES);

    /** The usage with these counts; unchanged where they cannot be read. */
    Usage addTo(Usage usage, int pid) {
        byte[] name = ("/proc/" + pid + "/io\0").getBytes(StandardCharsets.US_ASCII);
        path.buffer().put(0, name);
        int file = LibC.open(path.address(), LibC.O_RDONLY | LibC.O_CLOEXEC, 0);
        if (file < 0) {
            return usage;
        }
        long length = LibC.read(file, text.address(), SIZE_BYTES);
        LibC.close(file);
        if (length <= 0) {
            return usage;
        }
        byte[] bytes = new byte[(int) length];
        text.buffer().get(0, bytes);
        return parse(usage, new String(bytes, StandardCharsets.US_ASCII));
    }

    /** As {@link #addTo}, from the text of the file. */
    static Usage parse(Usage usage, String text) {
        long read = number(text, "rchar: ");
        long written = number(text, "wchar: ");
        return read < 0 || written < 0 ? usage : usage.withBytes(read, written);
    }

    private static long number(String text, String label) {
        int start = text.indexOf(label);
        int end = text.indexOf('\n', start);
        return start < 0 || end < 0 ? -1 : Long.parseLong(text.substring(start + label.length(), end));
    }
}
