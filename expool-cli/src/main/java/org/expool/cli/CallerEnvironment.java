package org.expool.cli;

import java.util.HashMap;
import java.util.Map;
import org.expool.Environment;

/**
 * The environment variables of the caller, as jobs see them.
 *
 * <p>In the C locale a JVM reads and writes file names and arguments as ASCII and corrupts all others. There is no JVM
 * option against it, so the start script sets {@code LC_ALL=C.UTF-8} in place of a C locale and saves the old value in
 * {@code EXPOOL_LC_ALL} (empty where there was none); this class undoes both. Stateless.
 */
final class CallerEnvironment {

    private static final String SAVED = "EXPOOL_LC_ALL";

    private CallerEnvironment() {}

    static Environment of(Map<String, String> variables) {
        String saved = variables.get(SAVED);
        if (saved == null) {
            return Environment.inherit();
        }
        Map<String, String> original = new HashMap<>(variables);
        original.remove(SAVED);
        original.remove("LC_ALL");
        if (!saved.isEmpty()) {
            original.put("LC_ALL", saved);
        }
        return Environment.only(original);
    }
}
