package org.expool.bench.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.expool.bench.machine.BenchException;

/** The elements that pictures are made of. Stateless. */
final class Svg {

    private Svg() {}

    static String begin(int width, int height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" ".formatted(width, height)
                + "font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    }

    static String end() {
        return "</svg>\n";
    }

    static String path(String data, String style) {
        return "<path d=\"" + data + "\" " + style + "/>\n";
    }

    static String text(int x, int y, String words) {
        return "<text x=\"" + x + "\" y=\"" + y + "\">" + words + "</text>\n";
    }

    /** Returns the file; its folder is made if there is none. */
    static Path write(Path file, String svg) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, svg);
            return file;
        } catch (IOException e) {
            throw new BenchException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
