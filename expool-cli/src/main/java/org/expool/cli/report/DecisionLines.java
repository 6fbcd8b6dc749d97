package org.expool.cli.report;

import java.io.Writer;
import java.util.Locale;
import java.util.function.Consumer;
import org.expool.simulator.trace.ReplayStep;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes every start and end of a simulation as one JSON object per line. Methods throw {@link
 * tools.jackson.core.JacksonException} if writing fails. Not thread-safe.
 */
public final class DecisionLines implements Consumer<ReplayStep>, AutoCloseable {

    private final JsonGenerator json;
    private final JsonFields fields;
    private boolean written;

    /** Writes to this writer; {@link #close} closes it. */
    public DecisionLines(Writer writer) {
        json = JsonFactory.builder()
                .rootValueSeparator("\n")
                .build()
                .createGenerator(ObjectWriteContext.empty(), writer);
        fields = new JsonFields(json);
    }

    @Override
    public void accept(ReplayStep step) {
        json.writeStartObject();
        fields.plain("t", step.nanos() / 1e9);
        fields.text("event", step.kind().name().toLowerCase(Locale.ROOT));
        fields.text("job", step.job().name());
        fields.number("promisedBytes", step.promisedBytes());
        json.writeEndObject();
        written = true;
    }

    @Override
    public void close() {
        if (written) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
