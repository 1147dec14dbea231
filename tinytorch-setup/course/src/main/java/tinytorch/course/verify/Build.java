package tinytorch.course.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Skeleton;
import tinytorch.course.SkeletonFile;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Javac;
import tinytorch.course.judge.Libraries;
import tinytorch.course.judge.Source;

/** Compiles workspaces that exist in memory only, into numbered folders of a working folder. */
final class Build {
    static final String MAIN = "/src/main/java/";
    static final String TEST = "/src/test/java/";

    private final Course course;
    private final Path folder;

    Build(Course course, Path folder) {
        this.course = course;
        this.folder = folder;
    }

    /** The classes of a module in the state {@code name}. */
    Path classes(String name, CourseModule module) {
        return folder.resolve(name).resolve(module.number());
    }

    /** The classes of the modules in the state {@code name}. */
    List<Path> classes(String name, List<CourseModule> modules) {
        return modules.stream().map(module -> classes(name, module)).toList();
    }

    /** The compiled tests of the modules up to this one, the last at the end. */
    List<Path> tests(CourseModule last) {
        return classes("tests", course.upTo(last));
    }

    /** Compiles the main sources with their resources against the classes in {@code earlier}. */
    List<CompileError> main(Skeleton skeleton, CourseModule module, List<Path> earlier, Path out) {
        List<Path> classPath = new ArrayList<>(earlier);
        classPath.addAll(Libraries.thirdParty(course.home()));
        copy(skeleton, module.path() + "/src/main/resources/", out);
        return Javac.compile(sources(skeleton, module.path() + MAIN), classPath, out);
    }

    /** Compiles the tests with their resources against these main classes and these earlier tests. */
    List<CompileError> tests(Skeleton skeleton, CourseModule module, List<Path> main, List<Path> earlierTests, Path out) {
        List<Path> classPath = new ArrayList<>(Libraries.testkit(course.home()));
        classPath.addAll(main);
        classPath.addAll(earlierTests);
        classPath.addAll(Libraries.thirdParty(course.home()));
        copy(skeleton, module.path() + "/src/test/resources/", out);
        return Javac.compile(sources(skeleton, module.path() + TEST), classPath, out);
    }

    /** Compiles only these sources; what they use comes from {@code base}. Regions lie in bodies, so nothing else changes. */
    List<CompileError> overlay(List<Source> changed, List<Path> base, Path out) {
        List<Path> classPath = new ArrayList<>(base);
        classPath.addAll(Libraries.thirdParty(course.home()));
        return Javac.compile(changed, classPath, out);
    }

    static List<Source> sources(Skeleton skeleton, String prefix) {
        return below(skeleton, prefix).entrySet().stream().filter(entry -> entry.getKey().endsWith(".java"))
                .map(entry -> new Source(entry.getKey(), text(entry.getValue()))).toList();
    }

    /** The main sources of a module that are not the same in both. */
    static List<Source> changed(Skeleton from, Skeleton to, CourseModule module) {
        return below(to, module.path() + MAIN).entrySet().stream().filter(entry -> entry.getKey().endsWith(".java")
                && !Arrays.equals(entry.getValue().content(), from.files().get(entry.getKey()).content()))
                .map(entry -> new Source(entry.getKey(), text(entry.getValue()))).toList();
    }

    static String text(SkeletonFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static SortedMap<String, SkeletonFile> below(Skeleton skeleton, String prefix) {
        return skeleton.files().subMap(prefix, prefix + Character.MAX_VALUE);
    }

    private static void copy(Skeleton skeleton, String prefix, Path out) {
        try {
            for (Map.Entry<String, SkeletonFile> entry : below(skeleton, prefix).entrySet()) {
                Path target = out.resolve(entry.getKey().substring(prefix.length()));
                Files.createDirectories(target.getParent());
                Files.write(target, entry.getValue().content());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the resources can't be written to " + out, e);
        }
    }
}
