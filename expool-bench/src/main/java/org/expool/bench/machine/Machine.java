package org.expool.bench.machine;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What measurements depend on. */
public final class Machine {

    private Machine() {}

    /** The facts of this host and this JVM, by name. */
    public static Map<String, String> facts() throws InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cpus", Runtime.getRuntime().availableProcessors() + " x " + processor());
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        Finished libc = Finished.run("getconf", "GNU_LIBC_VERSION");
        facts.put("libc", libc.succeeded() ? libc.output() : "unknown");
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(
                "gc",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(" + ")));
        return facts;
    }

    private static String processor() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            return lines.stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown model");
        } catch (IOException e) {
            return "unknown model"; // no Linux, or no /proc
        }
    }
}
