package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tinytorch.course.CourseModule;
import tinytorch.course.Region;
import tinytorch.course.Regions;

/**
 * Where a task is to be written.
 *
 * @param file relative to the root, with forward slashes
 * @param line the marker's line, from 1
 */
record Place(String file, int line) {

    /** The places of all tasks of a module, by task, in the order of files and lines. */
    static Map<String, List<Place>> of(Path root, CourseModule module) {
        Map<String, List<Place>> places = new LinkedHashMap<>();
        Path sources = module.sourceRoot(root);
        if (!Files.isDirectory(sources)) {
            return places;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                for (Region region : Regions.ofLearner(Files.readString(file))) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    places.computeIfAbsent(region.task(), task -> new ArrayList<>()).add(new Place(name, region.line()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sources of module " + module.number() + " can't be read.", e);
        }
        return places;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
