package org.expool.cli.report;

import java.time.Duration;
import java.util.Locale;

/** Formats amounts for people. Stateless. */
final class HumanUnits {

    private HumanUnits() {}

    /** With about three digits: {@code 0.42 s}, {@code 12.3 s}, {@code 3m 12s}, {@code 1h 05m}. */
    static String of(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 9.995) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (seconds < 99.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%dm %02ds", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%dh %02dm", whole / 3600, whole / 60 % 60);
    }
}
