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
 * The signals that terminate a job: one after another, with a wait after each, SIGKILL last (GNU parallel: termseq).
 * Immutable and thread-safe.
 *
 * @param steps in the order in which they are sent; the last is SIGKILL
 */
public record StopSequence(List<Step> steps) {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    private static final Pattern STEP =
            Pattern.compile("(?i)(?:SIG)?([A-Z]+[12]?)(?:\\s+(\\d+(?:\\.\\d+)?)\\s*(ms|s|m)?)?");

    /**
     * A signal and the time to wait for the end of the job before the next one is sent.
     *
     * @param signal the signal to send
     * @param time not negative; without effect for SIGKILL
     */
    public record Step(Signal signal, Duration time) {}

    /**
     * Checks and copies; appends SIGKILL if it is not the last.
     *
     * @throws InvalidSettingsException if a time is negative, or a step follows SIGKILL
     */
    public StopSequence {
        List<Step> all = new ArrayList<>(steps);
        Problems problems = new Problems("stop");
        for (int i = 0; i < all.size(); i++) {
            problems.checkNotNegative("stop", all.get(i).time());
            if (all.get(i).signal() == Signal.KILL && i < all.size() - 1) {
                problems.add("stop", all.get(i + 1).signal(), "no signal can follow KILL");
            }
        }
        problems.throwIfAny();
        if (all.isEmpty() || all.get(all.size() - 1).signal() != Signal.KILL) {
            all.add(new Step(Signal.KILL, Duration.ZERO));
        }
        steps = List.copyOf(all);
    }

    /**
     * SIGTERM, and SIGKILL after the grace; SIGKILL alone if the grace is zero.
     *
     * @throws InvalidSettingsException if the grace is negative
     */
    public static StopSequence graceful(Duration grace) {
        return new StopSequence(grace.isZero() ? List.of() : List.of(new Step(Signal.TERM, grace)));
    }

    /**
     * Reads a sequence like {@code TERM 5s, INT 1s, KILL}; units are {@code ms}, {@code s} and {@code m}. A signal without a time has 5 s.
     *
     * @throws InvalidSettingsException if a part is not a signal and a time; the message shows the format
     */
    public static StopSequence parse(String text) {
        List<Step> steps = new ArrayList<>();
        Problems problems = new Problems("stop");
        for (String part : text.split(",")) {
            Matcher words = STEP.matcher(part.strip());
            Optional<Signal> signal = words.matches() ? Signal.named(words.group(1)) : Optional.empty();
            if (signal.isPresent()) {
                steps.add(new Step(signal.get(), time(words.group(2), words.group(3))));
            } else {
                problems.add(
                        "stop",
                        part.strip(),
                        "expected a signal (" + List.of(Signal.values())
                                + ") and a time, as in 'TERM 5s, INT 1s, KILL'");
            }
        }
        problems.throwIfAny();
        return new StopSequence(steps);
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

    /** In the format of {@link #parse}. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step.signal() == Signal.KILL
                        ? "KILL"
                        : step.signal() + " " + step.time().toMillis() / 1000.0 + "s")
                .collect(Collectors.joining(", "));
    }
}
