package org.expool.linux.topology;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.expool.CpuSet;
import org.expool.spi.TopologyException;

/**
 * Reads small files below one folder. A topology has thousands of them, hence plain streams and one buffer. Not thread-safe.
 */
final class Attributes {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private final File folder;
    private byte[] buffer = new byte[8192];

    Attributes(Path folder) {
        this.folder = folder.toFile();
    }

    /** The folder, for messages. */
    @Override
    public String toString() {
        return folder.toString();
    }

    boolean exists(String path) {
        return new File(folder, path).exists();
    }

    /** The text of a file, without NUL bytes and surrounding blanks; empty if it cannot be read. */
    Optional<String> text(String path) {
        try (FileInputStream in = new FileInputStream(new File(folder, path))) {
            int length = 0;
            int more = in.read(buffer, 0, buffer.length);
            while (more > 0) {
                length += more;
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * length);
                }
                more = in.read(buffer, length, buffer.length - length);
            }
            String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            return Optional.of((text.indexOf('\0') < 0 ? text : text.replace("\0", "")).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** A list of CPUs or nodes. */
    Optional<CpuSet> list(String path) {
        return parsed(path, CpuSet::parse);
    }

    /** A mask of CPUs or nodes. */
    Optional<CpuSet> mask(String path) {
        return parsed(path, CpuMask::parse);
    }

    /** The first of these masks that exists. */
    Optional<CpuSet> firstMask(String... paths) {
        for (String path : paths) {
            Optional<CpuSet> mask = mask(path);
            if (mask.isPresent()) {
                return mask;
            }
        }
        return Optional.empty();
    }

    /** A number; also empty if the file contains none. */
    Optional<Long> number(String path) {
        return text(path).filter(text -> NUMBER.matcher(text).matches()).map(Long::valueOf);
    }

    /** The numbers N of the entries PREFIXN of a folder, ascending. */
    List<Integer> numbered(String path, String prefix) {
        Pattern pattern = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,7})");
        List<Integer> numbers = new ArrayList<>();
        for (String name : names(path)) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        Collections.sort(numbers);
        return numbers;
    }

    /** The names in a folder, in no order; none if there is no such folder. */
    List<String> names(String path) {
        String[] names = new File(folder, path).list();
        return names == null ? List.of() : List.of(names);
    }

    private Optional<CpuSet> parsed(String path, Function<String, CpuSet> parser) {
        Optional<String> text = text(path);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            throw new TopologyException(new File(folder, path) + " cannot be parsed: " + e.getMessage(), e);
        }
    }
}
