package org.expool.tests.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object of the command's output: the fields in their order, those of an object within as {@code outer.inner},
 * those of a list as {@code outer.0}, texts in quotes, all else as written.
 */
public record JsonLine(Map<String, String> fields) {

    public static List<JsonLine> all(String output) {
        return output.lines().map(JsonLine::parse).toList();
    }

    public static JsonLine parse(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("not an object: " + line);
            }
            read(parser, "", fields);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one object: " + line);
            }
        }
        return new JsonLine(fields);
    }

    private static void read(JsonParser parser, String prefix, Map<String, String> fields) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix + parser.currentName();
            parser.nextToken();
            readValue(parser, name, fields);
        }
    }

    private static void readValue(JsonParser parser, String name, Map<String, String> fields) {
        JsonToken value = parser.currentToken();
        if (value == JsonToken.START_OBJECT) {
            read(parser, name + ".", fields);
        } else if (value == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                readValue(parser, name + "." + i, fields);
            }
        } else {
            fields.put(name, value == JsonToken.VALUE_STRING ? '"' + parser.getString() + '"' : parser.getString());
        }
    }

    public String get(String field) {
        return fields.get(field);
    }
}
