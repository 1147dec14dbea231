package tinytorch.testkit.run;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import tinytorch.testkit.Diagnosis;
import tinytorch.testkit.Frames;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object a line, each with its {@link Seal}. Each line is with the operating system before the call returns: a killed JVM loses none. */
final class EventWriter {
    private static final int FRAMES = 12;
    private static final int MESSAGE = 8_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final FileChannel channel;
    private final Seal seal;

    EventWriter(Path file, String key) throws IOException {
        seal = new Seal(key);
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void close() throws IOException {
        channel.close();
    }

    void started(String test) {
        write("started", test, json -> { });
    }

    void passed(String test, double seconds) {
        write("passed", test, json -> json.writeNumberProperty("seconds", seconds));
    }

    void failed(String test, double seconds, Throwable thrown) {
        Optional<String> todo = Diagnosis.todo(thrown);
        boolean asserted = thrown instanceof AssertionError;
        String message = String.valueOf(thrown.getMessage());
        // An assertion tells its own story; anything else that arrives here went round the testkit.
        String told = asserted || todo.isPresent() ? message : Diagnosis.of(thrown).orElse(thrown.getClass().getSimpleName() + ": " + message);
        write("failed", test, json -> {
            json.writeNumberProperty("seconds", seconds);
            json.writeStringProperty("exception", kind(thrown));
            json.writeStringProperty("message", told.length() > MESSAGE ? told.substring(0, MESSAGE) + "..." : told);
            todo.ifPresent(task -> json.writeStringProperty("todo", task));
            frames(json, origin(thrown).getStackTrace());
        });
    }

    void timeout(String test, double seconds, String why, StackTraceElement[] trace) {
        write("timeout", test, json -> {
            json.writeNumberProperty("seconds", seconds);
            json.writeStringProperty("message", why);
            frames(json, trace);
        });
    }

    /** The tests have no such method, or it was not run. */
    void missing(String test, String reason) {
        write("missing", test, json -> json.writeStringProperty("message", reason));
    }

    /** The events from here on are of this variant; with {@code end}, those of this variant are complete. */
    void variant(String name, boolean end) {
        write(end ? "variant-end" : "variant", name, json -> { });
    }

    void listed(String test, Collection<String> tags) {
        write("test", test, json -> {
            json.writeArrayPropertyStart("tags");
            tags.forEach(json::writeString);
            json.writeEndArray();
        });
    }

    /** The run came to its end. */
    void finished(int passed, int failed) {
        write("finished", "", json -> {
            json.writeNumberProperty("passed", passed);
            json.writeNumberProperty("failed", failed);
        });
    }

    /** The exception of the learner's code below an assertion that reports it. */
    private static Throwable origin(Throwable thrown) {
        return thrown instanceof AssertionError && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static String kind(Throwable thrown) {
        return origin(thrown).getClass().getName();
    }

    private static void frames(JsonGenerator json, StackTraceElement[] trace) {
        List<StackTraceElement> own = Frames.own(trace, FRAMES);
        json.writeArrayPropertyStart("frames");
        for (StackTraceElement frame : own) {
            json.writeStartObject();
            json.writeStringProperty("class", frame.getClassName());
            json.writeStringProperty("method", frame.getMethodName());
            json.writeStringProperty("file", String.valueOf(frame.getFileName()));
            json.writeNumberProperty("line", frame.getLineNumber());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private interface Body {
        void write(JsonGenerator json);
    }

    private synchronized void write(String event, String test, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("event", event);
            if (!test.isEmpty()) {
                json.writeStringProperty("test", test);
            }
            body.write(json);
            json.writeEndObject();
        }
        ByteBuffer line = StandardCharsets.UTF_8.encode(seal.of(text.toString()) + "\n");
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the event file can't be written", e);
        }
    }
}
