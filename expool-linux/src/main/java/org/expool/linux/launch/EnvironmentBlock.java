package org.expool.linux.launch;

import java.util.List;
import java.util.Map;
import org.expool.linux.kernel.CStrings;
import org.jspecify.annotations.Nullable;

/**
 * The variables of the last request in native memory. Requests of a pool mostly share one map, which is encoded once. Not
 * thread-safe.
 */
final class EnvironmentBlock {

    private final CStrings strings = new CStrings();
    private @Nullable Map<String, String> encoded;
    private long address;

    /** The address of these variables as an array of {@code NAME=value}; valid until the next call. */
    long address(Map<String, String> variables) {
        if (variables != encoded) {
            List<String> entries = variables.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList();
            address = strings.array(entries);
            encoded = variables;
        }
        return address;
    }

    /** The number of bytes in use. */
    int size() {
        return strings.size();
    }
}
