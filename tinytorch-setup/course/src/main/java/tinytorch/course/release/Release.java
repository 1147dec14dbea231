package tinytorch.course.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Leaks;
import tinytorch.course.Skeleton;
import tinytorch.course.SkeletonFile;

/**
 * A distribution for students. It works as the instructor's does - {@code tito init} makes workspaces from it, {@code tito test} judges them with the course's compiled
 * tests - but its sources are the skeleton's, and so are its classes of the modules. What a release has is listed here, so nothing else gets in: no finished
 * source, no class compiled from one, no planted mistake (they quote solutions), no history of Git.
 */
public final class Release {
    /** The launcher never builds where this file is: there is nothing to build the command line from. */
    private static final String MARKER = ".tito/released";
    private static final String MANIFEST = "tinytorch-setup/course/manifest/";
    private static final String TESTKIT = "tinytorch-setup/testkit/target/";
    /** What runs on the modules and is no part of them, with its libraries. */
    private static final List<String> PROGRAMS = List.of("milestones", "tinytorch-compete/contest", "tinytorch-compete/model", "tinytorch-compete/board");

    private final Path home;
    private final SortedMap<String, SkeletonFile> files = new TreeMap<>();

    private Release(Course course) {
        this.home = course.home();
        Generator generator = new Generator(course);
        files.putAll(generator.unsolved().files());
        files.put("README.md", new SkeletonFile(readme(), false));
        refuseSolutions(course, generator);
        file("tito", true);
        file("tito.cmd", false);
        file(MANIFEST + "course.json", false);
        for (CourseModule module : course.builtModules()) {
            file(MANIFEST + "tasks/" + module.name() + ".json", false);
            file(MANIFEST + "tests/" + module.name() + ".json", false);
            needed(module.path() + "/target/test-classes");
        }
        needed(TESTKIT + "classes");
        needed(TESTKIT + "lib");
        for (String program : PROGRAMS) {
            if (Files.isDirectory(home.resolve(program))) {
                needed(program + "/target/classes");
                folder(program + "/target/lib");
            }
        }
        files.putAll(GivenClasses.of(course, files));
        needed(".tito/lib");
        text(MARKER, course.title() + "\n");
        // No JDK has this name: the first start makes the cache of classes for the one it finds.
        text(".tito/aot.jdk", "none\n");
    }

    /**
     * The files of the release of a course that is built, by path with forward slashes. The same course gives the same bytes.
     *
     * @throws CourseException if the course has problems, is not built, or is a release itself
     */
    public static SortedMap<String, SkeletonFile> files(Course course) {
        if (is(course.home())) {
            throw new CourseException("This is a release for students already, without the solutions: make another from the full distribution.");
        }
        return Collections.unmodifiableSortedMap(new Release(course).files);
    }

    /** Whether the distribution in {@code home} is a release: there is no finished library in it. */
    public static boolean is(Path home) {
        return Files.isRegularFile(home.resolve(MARKER));
    }

    /** Of what is added later, the hints have a rule of their own in {@code tito course lint}, and the rest is compiled. */
    private void refuseSolutions(Course course, Generator generator) {
        Leaks texts = new Leaks(new Skeleton(files));
        List<String> leaks = course.builtModules().stream().flatMap(module -> texts.of(generator, module).problems().stream()).toList();
        if (!leaks.isEmpty()) {
            throw new CourseException("No release is made, because students would find solutions in it:\n  " + String.join("\n  ", leaks));
        }
    }

    private void file(String path, boolean executable) {
        Path file = home.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new CourseException("The release needs " + file + ", which is not there.");
        }
        try {
            files.put(path, new SkeletonFile(Files.readAllBytes(file), executable));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private void needed(String folder) {
        if (folder(folder) == 0) {
            throw new CourseException("The release needs what the build leaves in " + home.resolve(folder) + ", and there is nothing: start './tito doctor', which builds.");
        }
    }

    /** Adds all files below the folder, if there is one; how many. A jar of the course's own modules belongs to the command line alone. */
    private int folder(String folder) {
        Path start = home.resolve(folder);
        if (!Files.isDirectory(start)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(start)) {
            List<Path> found = all.filter(Files::isRegularFile).filter(path -> folder.startsWith(".tito") || !own(path)).toList();
            found.forEach(path -> file(home.relativize(path).toString().replace('\\', '/'), false));
            return found.size();
        } catch (IOException e) {
            throw new UncheckedIOException(start + " can't be read", e);
        }
    }

    private static boolean own(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith("tinytorch-") && name.endsWith(".jar");
    }

    private void text(String path, String text) {
        files.put(path, new SkeletonFile(text.getBytes(StandardCharsets.UTF_8), false));
    }

    private static byte[] readme() {
        try (InputStream in = Release.class.getResourceAsStream("README.md")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the release's README", e);
        }
    }
}
