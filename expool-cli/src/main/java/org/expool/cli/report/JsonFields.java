package org.expool.cli.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one object; what is not known is null. Not thread-safe. */
record JsonFields(JsonGenerator json) {

    void text(String key, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeStringProperty(key, value);
        }
    }

    void number(String key, @Nullable Number value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeNumberProperty(key, value.longValue());
        }
    }

    void decimal(String key, double value) {
        json.writeNumberProperty(key, value);
    }

    /** To nine digits behind the point, without an exponent, which not every reader takes. */
    void plain(String key, double value) {
        json.writeName(key);
        json.writeNumber(BigDecimal.valueOf(value)
                .setScale(9, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString());
    }

    void time(String key, @Nullable Instant value) {
        text(key, value == null ? null : value.toString());
    }

    /** As a decimal number without an exponent, which not every reader takes. */
    void seconds(String key, @Nullable Duration value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            BigDecimal seconds = BigDecimal.valueOf(value.toNanos(), 9).stripTrailingZeros();
            json.writeName(key);
            json.writeNumber(seconds.toPlainString());
        }
    }

    /** An object of texts, in the order of their names. */
    void texts(String key, Map<String, String> values) {
        object(key, () -> new TreeMap<>(values).forEach(json::writeStringProperty));
    }

    /** An object of numbers, in the order of their names. */
    void numbers(String key, Map<String, Integer> values) {
        object(key, () -> new TreeMap<>(values).forEach(json::writeNumberProperty));
    }

    /** A list of texts. */
    void list(String key, Iterable<String> values) {
        json.writeName(key);
        json.writeStartArray();
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /** An object whose fields the action writes. */
    void object(String key, Runnable fields) {
        json.writeName(key);
        json.writeStartObject();
        fields.run();
        json.writeEndObject();
    }

    /** A list of objects, the fields of each written by the action. */
    <T> void objects(String key, Iterable<T> items, Consumer<T> fields) {
        json.writeName(key);
        json.writeStartArray();
        for (T item : items) {
            json.writeStartObject();
            fields.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
