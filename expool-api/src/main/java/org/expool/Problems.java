package org.expool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the invalid settings of one job, task or pool, so that all are reported at once. Not thread-safe. */
final class Problems {

    private final String subject;
    private final List<Problem> found = new ArrayList<>();

    Problems(String subject) {
        this.subject = subject;
    }

    void add(String setting, Object value, String message) {
        found.add(new Problem(setting, String.valueOf(value), message));
    }

    void checkText(String setting, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            add(setting, text, "contains a NUL byte");
        }
    }

    void checkName(String setting, @Nullable String name) {
        if (name != null && name.isBlank()) {
            add(setting, name, "is empty; a name is required");
        }
        checkText(setting, name);
    }

    void checkPositive(String setting, @Nullable Duration duration) {
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            add(setting, duration, "must be longer than zero; omit it for no limit");
        }
    }

    void checkPositive(String setting, @Nullable MemorySize size) {
        if (size != null && size.bytes() == 0) {
            add(setting, size, "must be more than zero; omit it for none");
        }
    }

    void checkNotNegative(String setting, Duration duration) {
        if (duration.isNegative()) {
            add(setting, duration, "must not be negative");
        }
    }

    void checkLabels(Map<String, String> params) {
        params.forEach((key, value) -> {
            checkText("params", key);
            checkText("params." + key, value);
        });
    }

    /** Checks the names of the prerequisites of a job or task. */
    void checkAfter(String self, List<String> names) {
        for (String name : names) {
            checkName("after", name);
            if (name.equals(self)) {
                add("after", name, "nothing can run after itself");
            }
        }
    }

    void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidSettingsException(subject, found);
        }
    }
}
