package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which of a distribution's files a workspace has. The rule names folders and not Git's list of files, because a
 * distribution may be an unpacked archive:
 * the build's own files at the top, every pom above a module, the modules of the course that have a pom, completely,
 * the testkit's and the milestones' programs without their tests.
 */
final class CourseFiles {
    private static final List<String> TOP = List.of("pom.xml", "mvnw", "mvnw.cmd", "LICENSE", ".gitattributes", ".mvn/maven.config",
            ".mvn/jvm.config", ".mvn/extensions.xml", ".mvn/wrapper/maven-wrapper.properties");
    private static final List<String> WITHOUT_TESTS = List.of("tinytorch-setup/testkit", "milestones");

    private CourseFiles() {
    }

    /** Relative paths with forward slashes, in alphabetical order. */
    static SortedSet<String> of(Course course) {
        Path home = course.home();
        SortedSet<String> files = new TreeSet<>();
        for (String file : TOP) {
            addIfThere(home, file, files);
        }
        for (CourseModule module : present(course)) {
            addFolder(home, module.path(), files);
            addPomsAbove(home, module.path(), files);
        }
        for (String folder : WITHOUT_TESTS) {
            addIfThere(home, folder + "/pom.xml", files);
            addIfThere(home, folder + "/README.md", files);
            addFolder(home, folder + "/src/main", files);
            addPomsAbove(home, folder, files);
        }
        return files;
    }

    /** The modules whose folder the distribution has, with or without tasks: without, all of it is given. */
    static List<CourseModule> present(Course course) {
        return course.modules().stream().filter(module -> Files.isRegularFile(module.folder(course.home()).resolve("pom.xml"))).toList();
    }

    private static void addPomsAbove(Path home, String path, SortedSet<String> files) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            addIfThere(home, path.substring(0, slash) + "/pom.xml", files);
        }
    }

    private static void addIfThere(Path home, String file, SortedSet<String> files) {
        if (Files.isRegularFile(home.resolve(file))) {
            files.add(file);
        }
    }

    private static void addFolder(Path home, String folder, SortedSet<String> files) {
        Path start = home.resolve(folder);
        if (!Files.isDirectory(start)) {
            return;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    return visited.equals(start) || wanted(visited) && !visited.endsWith("target") ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && wanted(file)) {
                        files.add(slashed(home.relativize(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + start, e);
        }
    }

    /** Not hidden, and nothing that editors, Maven, Python or a merge leave behind. */
    private static boolean wanted(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("#") && !name.equals("__pycache__")
                && !name.matches(".*(~|\\.(swp|swo|orig|rej|bak|tmp|class|iml|pyc|new))");
    }

    static String slashed(Path relative) {
        return relative.toString().replace('\\', '/');
    }
}
