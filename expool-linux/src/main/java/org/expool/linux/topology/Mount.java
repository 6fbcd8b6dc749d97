package org.expool.linux.topology;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of /proc/mounts. Immutable and thread-safe.
 *
 * @param point where it is mounted
 * @param type of the file system
 * @param options of the mount
 */
record Mount(String point, String type, List<String> options) {

    /** Reads the file; lines that are no mounts are left out. */
    static List<Mount> parse(String text) {
        return text.lines().flatMap(Mount::parseLine).toList();
    }

    private static Stream<Mount> parseLine(String line) {
        String[] fields = line.split(" ");
        return fields.length < 4
                ? Stream.empty()
                : Stream.of(new Mount(fields[1].replace("\\040", " "), fields[2], Arrays.asList(fields[3].split(","))));
    }
}
