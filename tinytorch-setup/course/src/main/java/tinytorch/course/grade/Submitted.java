package tinytorch.course.grade;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.archive.ArchiveException;
import tinytorch.course.archive.Archives;
import tinytorch.course.judge.Source;

/**
 * What is taken from a submission: the Java sources of the modules and the record of progress. Tests, poms, classes and resources are the course's own, always.
 *
 * @param sources  by path relative to the workspace
 * @param progress the text of {@code .tinytorch/progress.json}; empty if it is not there
 */
record Submitted(SortedMap<String, byte[]> sources, String progress) {
    private static final String MAIN = "/src/main/java/";
    private static final String PROGRESS = ".tinytorch/progress.json";

    /**
     * Reads a submission, wherever in it the workspace lies.
     *
     * @throws ArchiveException if it can't be read, or has no source of any module
     */
    static Submitted read(Course course, Path source) {
        SortedMap<String, byte[]> files = Archives.read(source, path -> path.endsWith(PROGRESS) || path.endsWith(".java") && ("/" + path).contains(MAIN));
        String root = root(course, files);
        SortedMap<String, byte[]> sources = new TreeMap<>();
        files.forEach((path, content) -> {
            if (path.startsWith(root) && path.endsWith(".java")) {
                sources.put(path.substring(root.length()), content);
            }
        });
        byte[] progress = files.getOrDefault(root + PROGRESS, new byte[0]);
        return new Submitted(sources, new String(progress, StandardCharsets.UTF_8));
    }

    /** The shortest path below which a module's folder lies: a copy within the workspace is not taken for it. */
    private static String root(Course course, SortedMap<String, byte[]> files) {
        String best = null;
        for (String path : files.keySet()) {
            for (CourseModule module : course.builtModules()) {
                int at = ("/" + path).indexOf("/" + module.path() + MAIN);
                if (at >= 0 && (best == null || at < best.length())) {
                    best = path.substring(0, at);
                }
            }
        }
        if (best == null) {
            throw new ArchiveException("It has no source of any module, such as " + course.modules().getFirst().path() + MAIN + "...");
        }
        return best;
    }

    /** The sources of a module; empty if the submission does not have it. */
    List<Source> of(CourseModule module) {
        String folder = module.path() + MAIN;
        return sources.subMap(folder, folder + Character.MAX_VALUE).entrySet().stream()
                .map(entry -> new Source(entry.getKey(), new String(entry.getValue(), StandardCharsets.UTF_8))).toList();
    }
}
