package tinytorch.course.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;

/**
 * Keeps the classes of a workspace up to date: {@code .tinytorch/build/NN} for each module. A stamp beside each folder holds the
 * fingerprint of what it was compiled from and is written last, so a compilation that was killed half way is simply done again. The
 * fingerprint includes the earlier modules': a change there compiles the later modules again.
 */
public final class Compile {

    /**
     * What a compilation did.
     *
     * @param errors   empty if and only if all classes are up to date now
     * @param compiled the modules that had to be compiled, up to the first with errors
     * @param seconds  what it took
     */
    public record Result(List<CompileError> errors, List<CourseModule> compiled, double seconds) {
        public boolean ok() {
            return errors.isEmpty();
        }
    }

    private Compile() {
    }

    /** Where a workspace's classes of a module are. */
    public static Path folder(Path workspace, CourseModule module) {
        return workspace.resolve(".tinytorch/build").resolve(module.number());
    }

    /** Compiles what has changed in the modules up to {@code last}, itself included; stops at the first module with errors. */
    public static Result upTo(Course course, Path workspace, CourseModule last) {
        return FileMutex.hold(workspace.resolve(".tinytorch/build/lock"), () -> compile(course, workspace, course.upTo(last)));
    }

    private static Result compile(Course course, Path workspace, List<CourseModule> modules) {
        long start = System.nanoTime();
        List<CourseModule> compiled = new ArrayList<>();
        List<Path> classPath = new ArrayList<>(Libraries.thirdParty(course.home()));
        String key = SourceHash.of(Runtime.version().toString(), String.join(" ", Javac.OPTIONS),
                classPath.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(" ")));
        List<CompileError> errors = List.of();
        for (CourseModule module : modules) {
            Path out = folder(workspace, module);
            key = SourceHash.of(key, SourceHash.of(module, workspace));
            if (!upToDate(out, key)) {
                compiled.add(module);
                errors = compile(module, workspace, classPath, out, key);
                if (!errors.isEmpty()) {
                    break;
                }
            }
            classPath.add(out);
        }
        return new Result(errors, List.copyOf(compiled), (System.nanoTime() - start) / 1e9);
    }

    private static List<CompileError> compile(CourseModule module, Path workspace, List<Path> classPath, Path out, String key) {
        try {
            Files.deleteIfExists(stamp(out));
            Folders.delete(out);   // a class whose source is gone must not linger
            List<CompileError> errors = Javac.compile(Source.below(workspace, module.sourceRoot(workspace)), classPath, out);
            if (errors.isEmpty()) {
                Files.createDirectories(out);
                Folders.copy(module.resourceRoot(workspace), out);
                Files.writeString(stamp(out), key);
            }
            return errors;
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of module " + module.name() + " can't be written to " + out, e);
        }
    }

    private static boolean upToDate(Path out, String key) {
        try {
            return Files.isDirectory(out) && Files.isRegularFile(stamp(out)) && Files.readString(stamp(out)).equals(key);
        } catch (IOException e) {
            return false;   // an unreadable stamp means: compile again
        }
    }

    private static Path stamp(Path out) {
        return out.resolveSibling(out.getFileName() + ".stamp");
    }
}
