package org.expool.bench.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as text: with significant digits only for people, with all for JSON. */
final class Figures {

    private Figures() {}

    static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            int digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 3;
            return String.format(Locale.ROOT, "%." + digits + "f", number);
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "NO";
        }
        return value == null ? "" : value.toString();
    }

    static String json(@Nullable Object value) {
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            return "null";
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
