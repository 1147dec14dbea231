package tinytorch.course;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a workspace remembers of its making, {@code .tinytorch/workspace.json}: the fingerprint of every file as it was
 * generated. By it an update tells the learner's changes from the course's.
 *
 * @param course the course's title
 * @param files  by path relative to the workspace, with forward slashes
 */
record WorkspaceState(String course, SortedMap<String, Print> files) {
    static final int SCHEMA = 1;
    private static final String NAME = ".tinytorch/workspace.json";

    /**
     * A generated file's fingerprint.
     *
     * @param sha256 of all of it
     * @param frame  of the text around its regions; empty for a file without regions
     */
    record Print(String sha256, Optional<String> frame) {
        static Print of(String path, byte[] content) {
            if (!path.endsWith(".java")) {
                return new Print(Hashes.of(content), Optional.empty());
            }
            String text = new String(content, StandardCharsets.UTF_8);
            Optional<String> frame = Regions.ofLearner(text).isEmpty() ? Optional.empty() : Optional.of(Hashes.of(Regions.frame(text)));
            return new Print(Hashes.of(content), frame);
        }
    }

    static WorkspaceState of(Course course, Skeleton skeleton) {
        SortedMap<String, Print> files = new TreeMap<>();
        skeleton.files().forEach((path, file) -> files.put(path, Print.of(path, file.content())));
        return new WorkspaceState(course.title(), files);
    }

    static Path file(Path root) {
        return root.resolve(NAME);
    }

    static WorkspaceState read(Path root) {
        try {
            JsonEntry entry = JsonEntry.file(file(root), NAME);
            int schema = entry.integer("schema");
            if (schema > SCHEMA) {
                throw new WorkspaceException("The workspace " + root + " was written by a newer TinyTorch (schema " + schema
                        + ", this one knows " + SCHEMA + "). Start the newer one's tito, or update this distribution.");
            }
            String course = entry.text("course");
            SortedMap<String, Print> files = new TreeMap<>();
            for (JsonEntry file : entry.objects("files")) {
                String path = file.text("path");
                files.put(path, new Print(file.text("sha256"), file.optionalText("frame")));
                file.end();
            }
            entry.end();
            return new WorkspaceState(course, files);
        } catch (CourseException e) {
            throw new WorkspaceException("The state of the workspace " + root + " is broken: " + e.getMessage() + " Your own files are untouched."
                    + " Bring the state back with 'git checkout -- " + NAME + "', or make a new workspace with 'tito init' and copy your sources there.", e);
        }
    }

    void write(Path root) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode state = json.createObjectNode().put("schema", SCHEMA).put("course", course);
        ArrayNode list = state.putArray("files");
        files.forEach((path, print) -> {
            ObjectNode file = list.addObject().put("path", path).put("sha256", print.sha256());
            print.frame().ifPresent(frame -> file.put("frame", frame));
        });
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        AtomicFiles.write(file(root), (json.writer().with(printer).writeValueAsString(state) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
