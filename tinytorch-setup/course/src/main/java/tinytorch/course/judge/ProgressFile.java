package tinytorch.course.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code .tinytorch/progress.json} of a workspace. It is written beside and moved into place, so it is always whole, and
 * changed under a lock, so two commands at once lose nothing. One that can't be understood is never written over.
 */
public final class ProgressFile {
    /** Since 2 there are answers to questions. */
    private static final int SCHEMA = 2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** The file as it stands on the disk. */
    private record Stored(int schema, SortedMap<String, TaskProgress> tasks, SortedMap<String, MilestoneProgress> milestones, SortedMap<String, QuizAnswer> quiz) {
    }

    private final Path file;

    private ProgressFile(Path file) {
        this.file = file;
    }

    /** The progress file of a workspace; it need not exist yet. */
    public static ProgressFile of(Path workspace) {
        return new ProgressFile(workspace.resolve(".tinytorch/progress.json"));
    }

    /**
     * The progress; {@link Progress#NONE} if nothing was ever written.
     *
     * @throws ProgressException if the file is damaged (it has then been moved aside) or of a newer version of the course
     */
    public Progress read() {
        return FileMutex.hold(lock(), this::load);
    }

    /** Changes the progress: {@code change} gets the latest state; nobody else writes meanwhile. Throws as {@link #read} does. */
    public Progress update(UnaryOperator<Progress> change) {
        return FileMutex.hold(lock(), () -> {
            Progress before = load();
            Progress after = change.apply(before);
            if (!after.equals(before)) {
                save(after);
            }
            return after;
        });
    }

    private Path lock() {
        return file.resolveSibling("progress.lock");
    }

    private Progress load() {
        if (!Files.exists(file)) {
            return Progress.NONE;
        }
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (!json.isObject()) {
                throw damaged("it holds no JSON object", null);
            }
            if (json.path("schema").asInt(0) > SCHEMA) {
                throw new ProgressException("The progress file " + file + " was written by a newer version of the course (schema "
                        + json.path("schema") + ", this version knows " + SCHEMA + "). It is left as it is: use the newer tito.", null);
            }
            Stored stored = JSON.treeToValue(json, Stored.class);
            if (stored.schema() < 1 || stored.tasks() == null || stored.milestones() == null) {
                throw damaged("it has no schema, tasks or milestones", null);
            }
            return new Progress(stored.tasks(), stored.milestones(), stored.quiz() == null ? new TreeMap<>() : stored.quiz());
        } catch (JacksonException | IllegalArgumentException e) {
            throw damaged(e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private ProgressException damaged(String reason, Exception cause) {
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        try {
            Files.move(file, aside(number));
        } catch (IOException e) {
            throw new UncheckedIOException("the damaged progress file " + file + " can't be moved aside", e);
        }
        return new ProgressException("The progress file is damaged (" + reason + "). It is kept as " + aside(number)
                + ". Your code is untouched: run 'tito test' for each module to earn the progress again.", cause);
    }

    private Path aside(int number) {
        return file.resolveSibling("progress-damaged-" + number + ".json");
    }

    private void save(Progress progress) {
        byte[] bytes = (JSON.writeValueAsString(new Stored(SCHEMA, progress.tasks(), progress.milestones(), progress.quiz())) + "\n").getBytes(StandardCharsets.UTF_8);
        Path beside = file.resolveSibling("progress.json.new");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }
}
