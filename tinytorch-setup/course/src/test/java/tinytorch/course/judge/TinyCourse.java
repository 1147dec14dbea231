package tinytorch.course.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.SampleLesson;
import tinytorch.course.Task;

/** A course of two small modules in a temporary folder, with compiled tests and a learner's workspace in which all is solved. */
public final class TinyCourse {
    public static final String ALPHA = "alpha/src/main/java/tinytorch/alpha/Alpha.java";
    public static final String TODO = "alpha/src/main/java/tinytorch/workbench/TodoException.java";
    public static final String BETA = "beta/src/main/java/tinytorch/beta/Beta.java";
    public static final Task TWICE = task("alpha.twice");
    public static final Task FOUR = task("alpha.four", "alpha.twice");
    public static final Task SUM = task("beta.sum");
    public static final CourseModule FIRST = module("01", "alpha", List.of(TWICE, FOUR));
    public static final CourseModule SECOND = module("02", "beta", List.of(SUM));

    private static final String ALPHA_SOURCE = """
            package tinytorch.alpha;

            public final class Alpha {
                private Alpha() {
                }

                public static int twice(int x) {
                    // tito:begin alpha.twice
                    return 2 * x;
                    // tito:end
                }

                public static int four(int x) {
                    // tito:begin alpha.four
                    int doubled = twice(x);
                    return twice(doubled);
                    // tito:end
                }
            }
            """;
    private static final String BETA_SOURCE = """
            package tinytorch.beta;

            import tinytorch.alpha.Alpha;

            public final class Beta {
                private Beta() {
                }

                public static int sum(int x, int y) {
                    // tito:begin beta.sum
                    return Alpha.twice(x + y) / 2;
                    // tito:end
                }
            }
            """;
    private static final String TODO_SOURCE = """
            package tinytorch.workbench;

            public final class TodoException extends UnsupportedOperationException {
                private static final long serialVersionUID = 1L;

                public TodoException(String task) {
                    super(task + " is not written yet.");
                }
            }
            """;
    private static final String ALPHA_TEST = """
            package tinytorch.alpha;

            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.api.Test;

            import tinytorch.testkit.Check;

            class AlphaTest {
                @Test
                @Tag("alpha.twice")
                void twoIsDoubled() {
                    Check.call("Alpha.twice", 2).equal(() -> Alpha.twice(2), 4);
                }

                @Test
                @Tag("alpha.twice")
                void negativeIsDoubled() {
                    Check.call("Alpha.twice", -3).equal(() -> Alpha.twice(-3), -6);
                }

                @Test
                @Tag("alpha.four")
                void twoTimesTwo() {
                    Check.call("Alpha.four", 1).equal(() -> Alpha.four(1), 4);
                }
            }
            """;
    private static final String BETA_TEST = """
            package tinytorch.beta;

            import org.junit.jupiter.api.Tag;
            import org.junit.jupiter.api.Test;

            import tinytorch.testkit.Check;

            @Tag("beta.sum")
            class BetaTest {
                @Test
                void oneAndTwo() {
                    Check.call("Beta.sum", 1, 2).equal(() -> Beta.sum(1, 2), 3);
                }
            }
            """;

    private final Path home;
    private final Path workspace;
    private Course course;

    public TinyCourse(Path folder) {
        // A path as users have it, as far as this machine's file names can.
        boolean umlauts = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('ü');
        home = folder.resolve(umlauts ? "für alle" : "for all");
        workspace = folder.resolve(umlauts ? "mein übungsplatz" : "my place");
        course = new Course(home, "Tiny", List.of(FIRST, SECOND), List.of());
        for (Path root : List.of(home, workspace)) {
            write(root, TODO, TODO_SOURCE);
            write(root, ALPHA, ALPHA_SOURCE);
            write(root, BETA, BETA_SOURCE);
        }
        write(home, "alpha/src/test/java/tinytorch/alpha/AlphaTest.java", ALPHA_TEST);
        write(home, "beta/src/test/java/tinytorch/beta/BetaTest.java", BETA_TEST);
        compileHome();
        Map<String, List<String>> first = new LinkedHashMap<>();
        first.put("alpha.twice", List.of("tinytorch.alpha.AlphaTest#negativeIsDoubled", "tinytorch.alpha.AlphaTest#twoIsDoubled"));
        first.put("alpha.four", List.of("tinytorch.alpha.AlphaTest#twoTimesTwo"));
        new TestLock(first).write(course, FIRST);
        new TestLock(Map.of("beta.sum", List.of("tinytorch.beta.BetaTest#oneAndTwo"))).write(course, SECOND);
    }

    /** Adds what a course needs beside sources and tests, so that workspaces can be cut from it, and a planted mistake for each module. */
    public void makeVerifiable() {
        write(home, "pom.xml", """
                <project>
                  <modules>
                    <module>alpha</module>
                    <module>beta</module>
                  </modules>
                  <properties>
                    <tinytorch.werror>-Werror</tinytorch.werror>
                  </properties>
                </project>
                """);
        for (String module : List.of("alpha", "beta")) {
            write(home, module + "/pom.xml", "<project/>\n");
            write(home, module + "/figures/idea.svg", SampleLesson.FIGURE);
        }
        write(home, "alpha/README.md", SampleLesson.of("Alpha", SampleLesson.QUESTIONS, "alpha.twice", "alpha.four"));
        write(home, "beta/README.md", SampleLesson.of("Beta", SampleLesson.QUESTIONS, "beta.sum"));
        String mutant = """
                {"mutants": [{"task": "%s", "name": "wrong", "why": "It is wrong.", "file": "%s", "replace": "%s", "with": "%s"}]}
                """;
        String folder = "tinytorch-setup/course/manifest/mutants/";
        write(home, folder + "01-alpha.json", mutant.formatted("alpha.twice", ALPHA, "2 * x", "3 * x"));
        write(home, folder + "02-beta.json", mutant.formatted("beta.sum", BETA, "x + y", "x - y"));
    }

    /** Writes the manifest too, for what reads the course from its folder. */
    public void writeManifest() {
        String folder = "tinytorch-setup/course/manifest/";
        String entry = "{\"number\": \"%1$s\", \"id\": \"%2$s\", \"title\": \"%2$s\", \"phase\": \"Foundations\", \"path\": \"%2$s\", \"package\": \"tinytorch.%2$s\", \"summary\": \"A module.\"}";
        write(home, folder + "course.json", "{\"schema\": 1, \"title\": \"Tiny\", \"modules\": [" + entry.formatted("01", "alpha") + ", " + entry.formatted("02", "beta") + "], \"milestones\": []}");
        String task = "{\"id\": \"%1$s\", \"title\": \"%1$s\", \"points\": 10, \"needs\": [%2$s], \"hints\": [\"look\", \"think\", \"write\"]}";
        write(home, folder + "tasks/01-alpha.json", "{\"tasks\": [" + task.formatted("alpha.twice", "") + ", " + task.formatted("alpha.four", "\"alpha.twice\"") + "]}");
        write(home, folder + "tasks/02-beta.json", "{\"tasks\": [" + task.formatted("beta.sum", "") + "]}");
    }

    /** The course with a manifest that does not say what {@code alpha.four} needs. */
    public void forgetNeeds() {
        course = new Course(home, "Tiny", List.of(module("01", "alpha", List.of(TWICE, task("alpha.four"))), SECOND), List.of());
    }

    /** The course with a stretch task; who needs it does not say so. */
    public void makeStretch(Task stretch) {
        course = new Course(home, "Tiny", course.modules().stream().map(module -> module(module.number(), module.id(), module.tasks().stream()
                .map(task -> new Task(task.id(), task.title(), task.points(), task.equals(stretch), task.needs().stream()
                        .filter(need -> !need.equals(stretch.id())).toList(), task.hints())).toList())).toList(), List.of());
    }

    /** A version of the first module in which {@code twice} returns this; {@code hang()} and {@code exit()} do what they say. */
    public Variant variant(String name, String expression, Map<Task, List<String>> tests) {
        String text = read(home.resolve(ALPHA)).replace("2 * x", expression).replace("private Alpha() {", """
                static int hang() {
                        for (int i = 0; ; i ^= 1) {
                            Thread.onSpinWait();
                        }
                    }

                    static int exit() {
                        System.exit(0);
                        return 0;
                    }

                    private Alpha() {""");
        Path out = home.resolve("variants").resolve(name);
        Path classes = FIRST.folder(home).resolve("target/classes");
        assertThat(Javac.compile(List.of(new Source(ALPHA, text)), List.of(classes), out)).isEmpty();
        return new Variant(name, List.of(ClassPaths.testClasses(course, FIRST), out, classes), tests);
    }

    public Course course() {
        return course;
    }

    public Path home() {
        return home;
    }

    public Path workspace() {
        return workspace;
    }

    /** Replaces a piece of a source of the learner's. */
    void edit(String file, String old, String now) {
        edit(workspace, file, old, now);
    }

    public void edit(Path root, String file, String old, String now) {
        String text = read(root.resolve(file));
        assertThat(text).contains(old);
        write(root, file, text.replace(old, now));
    }

    /** Compiles the distribution's classes and tests, as its build does. */
    public void compileHome() {
        for (CourseModule module : course.modules()) {
            List<Path> libraries = new ArrayList<>(Libraries.thirdParty(home));
            libraries.addAll(Libraries.testkit(home));
            course.modules().forEach(m -> libraries.add(m.folder(home).resolve("target/classes")));
            Path classes = module.folder(home).resolve("target/classes");
            assertThat(Javac.compile(Source.below(home, module.sourceRoot(home)), libraries, classes)).isEmpty();
            assertThat(Javac.compile(Source.below(home, module.testRoot(home)), libraries, ClassPaths.testClasses(course, module))).isEmpty();
        }
    }

    Verdict judge(CourseModule module) {
        return judge(module, Optional.empty(), 10);
    }

    Verdict judge(CourseModule module, Optional<Task> task, double seconds) {
        return Judge.judge(course, workspace, module, task, JudgeListener.SILENT, seconds, TestJvms.NEW);
    }

    private static Task task(String id, String... needs) {
        return new Task(id, id, 10, false, List.of(needs), List.of("look", "think", "write"));
    }

    private static CourseModule module(String number, String id, List<Task> tasks) {
        return new CourseModule(number, id, id, "Foundations", id, "tinytorch." + id, "A module.", Optional.empty(), tasks);
    }

    public static void write(Path root, String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
