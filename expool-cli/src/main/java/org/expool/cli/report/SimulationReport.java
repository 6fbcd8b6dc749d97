package org.expool.cli.report;

import java.time.Duration;
import java.util.Locale;
import org.expool.simulator.trace.ReplayResult;

/** The result of a simulation: as text, or as one JSON object, {@code expool/simulation/v1}. Stateless. */
public final class SimulationReport {

    private SimulationReport() {}

    /** Lines of text with their ends. */
    public static String text(ReplayResult result) {
        StringBuilder text = new StringBuilder();
        int failed = result.jobs() - result.succeeded();
        line(text, "jobs", "%d%s", result.jobs(), failed == 0 ? "" : ", of which " + failed + " did not succeed");
        line(
                text,
                "makespan",
                "%s, %.3f times the bound of %s",
                amount(result.makespanSeconds()),
                result.ratio(),
                amount(result.lowerBoundSeconds()));
        line(
                text,
                "ended for memory",
                "%d attempts, %s of run time wasted",
                result.ended(),
                amount(result.wastedSeconds()));
        line(text, "used of what was promised", "%.1f %%", 100 * result.usedOverReserved());
        line(text, "first promises too small", "%.2f %%", 100 * result.firstAttemptTooSmall());
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-26s", what))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    private static String amount(double seconds) {
        return HumanUnits.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** One line with its end. */
    public static String json(ReplayResult result) {
        return JsonFields.line("expool/simulation/v1", fields -> {
            fields.number("jobs", result.jobs());
            fields.plain("makespanSeconds", result.makespanSeconds());
            fields.plain("lowerBoundSeconds", result.lowerBoundSeconds());
            fields.plain("ratio", result.ratio());
            fields.number("ended", result.ended());
            fields.plain("wastedSeconds", result.wastedSeconds());
            fields.plain("usedOverReserved", result.usedOverReserved());
            fields.plain("firstAttemptTooSmall", result.firstAttemptTooSmall());
        });
    }
}
