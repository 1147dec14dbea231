package tinytorch.course.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import tinytorch.course.Course;
import tinytorch.course.CourseException;
import tinytorch.course.CourseModule;
import tinytorch.course.SkeletonFile;
import tinytorch.course.judge.CompileError;
import tinytorch.course.judge.Folders;
import tinytorch.course.judge.Javac;
import tinytorch.course.judge.Libraries;
import tinytorch.course.judge.Source;

/**
 * What a workspace begins with, compiled. There is much in the modules that nobody has to write, such as what fetches datasets: it is there from the first day, and stands in for
 * modules that a student has not come to.
 */
final class GivenClasses {
    /** Unwritten kernels are no kernels: what a module offers as a service is left out. */
    private static final String SERVICES = "META-INF/services/";

    private GivenClasses() {
    }

    /** Where the build would have put the finished classes; {@code skeleton} has the sources. */
    static SortedMap<String, SkeletonFile> of(Course course, SortedMap<String, SkeletonFile> skeleton) {
        SortedMap<String, SkeletonFile> files = new TreeMap<>();
        try {
            Path folder = Files.createTempDirectory("tinytorch-given");
            try {
                List<Path> classPath = new ArrayList<>(Libraries.thirdParty(course.home()));
                for (CourseModule module : course.builtModules()) {
                    Path classes = folder.resolve(module.number());
                    compile(module, skeleton, classPath, classes);
                    Folders.copy(module.resourceRoot(course.home()), classes);
                    for (Path file : Folders.files(classes)) {
                        String name = classes.relativize(file).toString().replace('\\', '/');
                        if (!name.startsWith(SERVICES)) {
                            files.put(module.path() + "/target/classes/" + name, new SkeletonFile(Files.readAllBytes(file), false));
                        }
                    }
                    classPath.add(classes);
                }
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what a workspace begins with can't be compiled", e);
        }
        return files;
    }

    private static void compile(CourseModule module, SortedMap<String, SkeletonFile> skeleton, List<Path> classPath, Path out) {
        String folder = module.path() + "/src/main/java/";
        List<Source> sources = skeleton.subMap(folder, folder + Character.MAX_VALUE).entrySet().stream().filter(file -> file.getKey().endsWith(".java"))
                .map(file -> new Source(file.getKey(), new String(file.getValue().content(), StandardCharsets.UTF_8))).toList();
        List<CompileError> errors = Javac.compileForAll(sources, classPath, out);
        if (!errors.isEmpty()) {
            throw new CourseException("What a workspace begins with does not compile: " + errors.getFirst());
        }
    }
}
