package org.expool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a job that is to end is told: one signal after another, each with some time to follow it, and SIGKILL at last.
 * Immutable and thread-safe.
 *
 * @param rungs in this order; the last is SIGKILL
 */
public record StopSequence(List<Step> rungs) {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    private static final Pattern RUNG =
            Pattern.compile("(?i)(?:SIG)?([A-Z]+[12]?)(?:\\s+(\\d+(?:\\.\\d+)?)\\s*(ms|s|m)?)?");

    /**
     * A signal and the time that the job has to end after it.
     *
     * @param signal what is sent
     * @param time not negative; without effect after SIGKILL
     */
    public record Step(Signal signal, Duration time) {}

    /**
     * Checks and copies; adds SIGKILL where it is missing at the end.
     *
     * @throws InvalidSettingsException if a wait is negative, or something comes after SIGKILL
     */
    public StopSequence {
        List<Step> all = new ArrayList<>(rungs);
        Problems problems = new Problems("stop");
        for (int i = 0; i < all.size(); i++) {
            problems.checkNotNegative("stop", all.get(i).time());
            if (all.get(i).signal() == Signal.KILL && i < all.size() - 1) {
                problems.add("stop", all.get(i + 1).signal(), "nothing can follow KILL");
            }
        }
        problems.throwIfAny();
        if (all.isEmpty() || all.get(all.size() - 1).signal() != Signal.KILL) {
            all.add(new Step(Signal.KILL, Duration.ZERO));
        }
        rungs = List.copyOf(all);
    }

    /** SIGTERM, and SIGKILL after the grace; SIGKILL alone if that is zero. */
    public static StopSequence graceful(Duration grace) {
        return new StopSequence(grace.isZero() ? List.of() : List.of(new Step(Signal.TERM, grace)));
    }

    /**
     * A ladder in words: {@code TERM 5s, INT 1s, KILL}. A signal without a time has 5 s.
     *
     * @throws InvalidSettingsException if a word is no signal or no time, with what was expected
     */
    public static StopSequence parse(String text) {
        List<Step> rungs = new ArrayList<>();
        Problems problems = new Problems("stop");
        for (String part : text.split(",")) {
            Matcher words = RUNG.matcher(part.strip());
            Optional<Signal> signal = words.matches() ? Signal.named(words.group(1)) : Optional.empty();
            if (signal.isPresent()) {
                rungs.add(new Step(signal.get(), time(words.group(2), words.group(3))));
            } else {
                problems.add(
                        "stop",
                        part.strip(),
                        "expected a signal (" + List.of(Signal.values())
                                + ") and a time, as in 'TERM 5s, INT 1s, KILL'");
            }
        }
        problems.throwIfAny();
        return new StopSequence(rungs);
    }

    private static Duration time(@Nullable String number, @Nullable String unit) {
        if (number == null) {
            return DEFAULT_WAIT;
        }
        return Duration.ofNanos(Math.round(Double.parseDouble(number) * nanos(unit)));
    }

    private static double nanos(@Nullable String unit) {
        return switch (unit == null ? "s" : unit.toLowerCase(Locale.ROOT)) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> throw new IllegalArgumentException("not a unit of time: " + unit);
        };
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return rungs.stream()
                .map(rung -> rung.signal() == Signal.KILL
                        ? "KILL"
                        : rung.signal() + " " + rung.time().toMillis() / 1000.0 + "s")
                .collect(Collectors.joining(", "));
    }
}
