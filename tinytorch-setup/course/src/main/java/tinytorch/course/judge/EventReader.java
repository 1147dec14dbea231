package tinytorch.course.judge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tinytorch.course.CourseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows an event file while another process writes it. A line counts once its end is there. */
final class EventReader {
    private final Path file;
    private final String key;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long position;
    private String seal = "";
    private boolean forged;

    /** {@code key} is what the runner seals its lines with. */
    EventReader(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    /** The events since the last call. */
    List<TestEvent> more() throws IOException {
        List<TestEvent> events = new ArrayList<>();
        if (!Files.exists(file)) {
            return events;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            for (int n = channel.read(buffer, position); n > 0; n = channel.read(buffer.clear(), position)) {
                position += n;
                for (int i = 0; i < n; i++) {
                    byte b = buffer.get(i);
                    if (b == '\n') {
                        String line = pending.toString(StandardCharsets.UTF_8);
                        pending.reset();
                        if (!forged) {
                            forged = !sealed(line);
                            events.add(forged ? new TestEvent.Forged(line) : event(line.substring(line.indexOf(' ') + 1)));
                        }
                    } else {
                        pending.write(b);
                    }
                }
            }
        }
        return events;
    }

    /** Whether the runner wrote this line after the one before it; {@code Seal} in the testkit says how. */
    private boolean sealed(String line) {
        String expected = SourceHash.hex(key + seal + line.substring(line.indexOf(' ') + 1));
        seal = expected;
        return line.startsWith(expected + " ");
    }

    private static TestEvent event(String line) {
        try {
            JsonNode json = JsonMapper.shared().readTree(line);
            String test = json.path("test").asString("");
            double seconds = json.path("seconds").asDouble(0);
            String message = json.path("message").asString("");
            return switch (json.path("event").asString("")) {
                case "started" -> new TestEvent.Started(test);
                case "passed" -> new TestEvent.Passed(test, seconds);
                case "failed" -> new TestEvent.Failed(test, seconds, json.path("exception").asString(""), message,
                        Optional.ofNullable(json.path("todo").asString(null)), frames(json));
                case "timeout" -> new TestEvent.TimedOut(test, seconds, message, frames(json));
                case "missing" -> new TestEvent.Missing(test, message);
                case "test" -> new TestEvent.Listed(test, json.path("tags").valueStream().map(JsonNode::asString).toList());
                case "variant" -> new TestEvent.VariantMark(test, false);
                case "variant-end" -> new TestEvent.VariantMark(test, true);
                case "finished" -> new TestEvent.Finished(json.path("passed").asInt(0), json.path("failed").asInt(0));
                default -> throw new CourseException("The test runner wrote an unknown event: " + line);
            };
        } catch (JacksonException e) {
            throw new CourseException("The test runner wrote something that is no event: " + line, e);
        }
    }

    private static List<Frame> frames(JsonNode json) {
        return json.path("frames").valueStream().map(frame -> new Frame(frame.path("class").asString(""), frame.path("method").asString(""),
                frame.path("file").asString(""), frame.path("line").asInt(0))).toList();
    }
}
