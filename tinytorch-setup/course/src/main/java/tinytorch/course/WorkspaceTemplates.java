package tinytorch.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Files of a workspace that the distribution has no original of. */
final class WorkspaceTemplates {

    private WorkspaceTemplates() {
    }

    static Map<String, SkeletonFile> files() {
        return Map.of("README.md", resource("README.md"), ".gitignore", resource("gitignore"));
    }

    private static SkeletonFile resource(String name) {
        try (InputStream in = WorkspaceTemplates.class.getResourceAsStream("workspace/" + name)) {
            return new SkeletonFile(in.readAllBytes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the template " + name, e);
        }
    }
}
