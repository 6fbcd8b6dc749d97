package org.expool.cli.report;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the fields of one object; unknown values are null. Not thread-safe.
 *
 * @param json the output
 */
public record JsonFields(JsonGenerator json) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Initial buffer size, enough for most lines. */
    private static final int USUAL_LENGTH = 800;

    /**
     * One object on a separate line, with the line's end.
     *
     * @param schema its first field
     * @param content writes the others
     */
    public static String line(String schema, Consumer<JsonFields> content) {
        StringWriter line = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            JsonFields fields = new JsonFields(json);
            json.writeStartObject();
            fields.text("schema", schema);
            content.accept(fields);
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    /** A text. */
    public void text(String key, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeStringProperty(key, value);
        }
    }

    /** A whole number. */
    public void number(String key, @Nullable Number value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeNumberProperty(key, value.longValue());
        }
    }

    /** Yes or no. */
    public void flag(String key, boolean value) {
        json.writeBooleanProperty(key, value);
    }

    void decimal(String key, double value) {
        json.writeNumberProperty(key, value);
    }

    /** A number of at most nine decimals, without an exponent, which not every parser accepts. */
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

    /** Seconds as a decimal number without an exponent, which not every parser accepts. */
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

    /** A list of whole numbers. */
    public void numbers(String key, Iterable<Integer> values) {
        json.writeName(key);
        json.writeStartArray();
        values.forEach(json::writeNumber);
        json.writeEndArray();
    }

    /** An object whose fields the action writes. */
    public void object(String key, Runnable fields) {
        json.writeName(key);
        json.writeStartObject();
        fields.run();
        json.writeEndObject();
    }

    /** A list of objects, the fields of each written by the action. */
    public <T> void objects(String key, Iterable<T> items, Consumer<T> fields) {
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
