package org.expool.cli.read;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations: {@code 700ms}, {@code 1.5s}, {@code 3m}, {@code 1h}, {@code 2d}, or plain seconds. Stateless. */
public final class DurationText {

    /** The expected form, for messages. */
    public static final String EXPECTED = "a duration, as in 700ms, 1.5s, 3m, 1h or plain seconds";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|d)?");
    private static final Map<String, Long> NANOS = Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);
    /** Keeps deadlines in nanoseconds far from overflow. */
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_500).toNanos());

    private DurationText() {}

    /** The duration, rounded to nanoseconds; empty if the text is not a duration or longer than 100 years. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        BigDecimal nanos =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(requireNonNull(NANOS.get(unit))));
        return nanos.compareTo(LONGEST) > 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact()));
    }
}
