package org.expool.cli.report;

import java.io.StringWriter;
import org.expool.ProviderChoice;
import org.expool.spi.Finding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object, {@code expool/doctor/v1}. Fields are only ever added; the chosen provider is null where there is none,
 * advice where none is needed. As thread-safe as the terminal.
 */
public final class JsonDoctorReport {

    private final JsonFactory factory = new JsonFactory();
    private final Terminal terminal;

    /** Prints to this terminal. */
    public JsonDoctorReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints it. */
    public void print(MachineReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "expool/doctor/v1");
            json.writeArrayPropertyStart("providers");
            report.providers().forEach(choice -> write(json, choice));
            json.writeEndArray();
            json.writeArrayPropertyStart("findings");
            report.findings().forEach(finding -> write(json, finding));
            json.writeEndArray();
            json.writeEndObject();
        }
        terminal.out().println(text);
        terminal.out().flush();
    }

    private static void write(JsonGenerator json, ProviderChoice choice) {
        json.writeStartObject();
        json.writeStringProperty("ability", choice.ability());
        text(json, "chosen", choice.chosen());
        json.writeArrayPropertyStart("rejected");
        for (ProviderChoice.Rejected other : choice.rejected()) {
            json.writeStartObject();
            json.writeStringProperty("name", other.name());
            json.writeStringProperty("reason", other.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("subject", finding.subject());
        json.writeStringProperty("state", finding.state().label());
        json.writeStringProperty("found", finding.found());
        text(json, "advice", finding.advice());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String key, String value) {
        if (value.isEmpty()) {
            json.writeNullProperty(key);
        } else {
            json.writeStringProperty(key, value);
        }
    }
}
