package org.expool.linux.kernel;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory for C code: a direct buffer, which Java code reads and writes without a native call, and its address. Freed with
 * the buffer, so keep the block while C code uses the address. Not thread-safe.
 *
 * @param buffer in the native byte order; its position has no meaning
 * @param address of the buffer's first byte
 */
public record NativeBlock(ByteBuffer buffer, long address) {

    /** Zeroed memory. */
    public static NativeBlock ofBytes(int size) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        return new NativeBlock(buffer, Pointer.nativeValue(Native.getDirectBufferPointer(buffer)));
    }
}
