package org.expool.testkit;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that uses memory: it allocates and touches so many mebibytes, writes a line, and ends when its standard
 * input does.
 */
final class Allocator {

    private static final int MEBIBYTE = 1 << 20;
    private static final int SMALLEST_PAGE = 4096;

    private Allocator() {}

    /** The command that runs it, in a small JVM. */
    static List<String> command(int mebibytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=4g",
                "-cp",
                Path.of(Allocator.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString(),
                Allocator.class.getName(),
                Integer.toString(mebibytes));
    }

    /** The program. */
    public static void main(String[] arguments) throws IOException {
        List<ByteBuffer> blocks = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            ByteBuffer block = ByteBuffer.allocateDirect(MEBIBYTE);
            for (int at = 0; at < MEBIBYTE; at += SMALLEST_PAGE) {
                block.put(at, (byte) 1);
            }
            blocks.add(block);
        }
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            out.write(("allocated " + blocks.size() + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            while (in.read() >= 0) {
                // until the other end is closed
            }
        }
    }
}
