package tinytorch.tito;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A distribution of two tiny modules and one milestone, compiled as the build does it, and a place for workspaces. */
final class SmallCourse {
    private static final String MANIFEST = "tinytorch-setup/course/manifest/";
    private static final String HINTS = "\"hints\": [\"a nudge\", \"the method\", \"almost the code\"]";
    private static final String QUESTIONS = """
            ## Questions

            <details><summary>Why?</summary>

            Because *so*.
            </details>

            <details><summary>Which? (a) this (b) that</summary>
            <!-- answer: b -->

            That one.
            </details>

            <details><summary>How many bytes are 2 floats?</summary>
            <!-- answer: 8 B -->

            Two times four.
            </details>

            <details><summary>How long does it take here?</summary>
            <!-- answer: Lab.number in ms within 2 -->

            Longer than nothing.
            </details>
            """;
    static final String SUM = "tinytorch-tensor/src/main/java/tinytorch/tensor/Sum.java";

    final Path home;
    final Path workspace;
    final Map<String, String> env = new HashMap<>();
    private Path here;

    /** What a command said. */
    record Answer(int exit, String out, String err) {
    }

    /** A copy of the one distribution that is made and compiled for all tests. */
    SmallCourse(Path folder) throws IOException {
        this(folder.resolve("the distribution"), folder.resolve("my workspace"));
        try (Stream<Path> files = Files.walk(Template.HOME)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(Template.HOME.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** One that is there already. */
    SmallCourse(Path home, Path workspace) {
        this.home = home;
        this.workspace = workspace;
        here = home;
    }

    /** Made when the first test asks for it. */
    private static final class Template {
        static final Path HOME = make();

        private static Path make() {
            try {
                Path folder = Files.createDirectories(Path.of("target/small-course").toAbsolutePath());
                SmallCourse course = new SmallCourse(folder, folder);
                course.write();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write() throws IOException {
        manifest();
        poms();
        setup();
        tensor();
        milestone();
        data();
        compile("tinytorch-setup/workbench");
        compile("tinytorch-tensor");
        compile("milestones");
    }

    /** The folder that the next commands are typed in. */
    SmallCourse in(Path folder) {
        here = folder;
        return this;
    }

    Answer run(String... arguments) {
        return run(false, arguments);
    }

    Answer run(boolean terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(home, here, env, new PrintWriter(out, true), new PrintWriter(err, true), terminal, "./tito");
        int exit = Tito.run(session, arguments);
        return new Answer(exit, out.toString(), err.toString());
    }

    /** Replaces the learner's stub of a task. */
    void solve(String task, String body) throws IOException {
        Path file = workspace.resolve(task.startsWith("setup") ? "tinytorch-setup/workbench/src/main/java/tinytorch/workbench/Greeting.java" : SUM);
        String stub = "throw new tinytorch.workbench.TodoException(\"" + task + "\");";
        String text = Files.readString(file);
        if (!text.contains(stub)) {
            throw new IllegalStateException("no stub of " + task + " in:\n" + text);
        }
        Files.writeString(file, text.replace(stub, body));
    }

    /** Replaces a piece of the learner's sources. */
    void change(String before, String after) throws IOException {
        Path sources = workspace.resolve("tinytorch-setup/workbench/src/main/java/tinytorch/workbench/Greeting.java");
        Files.writeString(sources, Files.readString(sources).replace(before, after));
    }

    /** Makes the mean a stretch task. */
    void stretchMean() throws IOException {
        Path tasks = home.resolve(MANIFEST + "tasks/02-tensor.json");
        Files.writeString(tasks, Files.readString(tasks).replace("\"points\": 10,", "\"points\": 10, \"stretch\": true,"));
    }

    void solveAll() throws IOException {
        solve("setup.greet", "return \"Hello \" + name;");
        solve("tensor.sum", "double s = 0; for (double v : values) { s += v; } return s;");
        solve("tensor.mean", "return sum(values) / values.length;");
    }

    private void manifest() throws IOException {
        put(MANIFEST + "course.json", """
                {"schema": 1, "title": "Small course", "modules": [
                 {"number": "01", "id": "setup", "title": "Setup", "phase": "One", "path": "tinytorch-setup/workbench",
                  "package": "tinytorch.workbench", "summary": "Tools.", "lab": "tinytorch.workbench.lab.Lab"},
                 {"number": "02", "id": "tensor", "title": "Tensor", "phase": "One", "path": "tinytorch-tensor",
                  "package": "tinytorch.tensor", "summary": "Sums."},
                 {"number": "03", "id": "later", "title": "Later", "phase": "Two", "path": "tinytorch-later",
                  "package": "tinytorch.later", "summary": "Not built."}],
                 "milestones": [
                 {"id": "first", "title": "First", "summary": "It runs.", "gate": ["01", "02"], "main": "tinytorch.milestones.First",
                  "measures": [{"metric": "mean", "says": "mean {number}"}, {"metric": "other", "says": "{percent}"}]},
                 {"id": "second", "title": "Second", "summary": "Not built.", "gate": ["01", "02", "03"]}]}
                """);
        put(MANIFEST + "tasks/01-setup.json", """
                {"tasks": [{"id": "setup.greet", "title": "Greeting", "points": 5, "needs": [], HINTS}]}
                """.replace("HINTS", HINTS));
        put(MANIFEST + "tasks/02-tensor.json", """
                {"tasks": [
                 {"id": "tensor.sum", "title": "Sum", "points": 5, "needs": [], HINTS},
                 {"id": "tensor.mean", "title": "Mean", "points": 10, "needs": ["tensor.sum"], HINTS}]}
                """.replace("HINTS", HINTS));
        put(MANIFEST + "tests/01-setup.json", "{\"setup.greet\": [\"tinytorch.workbench.GreetingTest#greetsByName\"]}");
        put(MANIFEST + "tests/02-tensor.json", "{\"tensor.sum\": [\"tinytorch.tensor.SumTest#sumsThreeValues\"], "
                + "\"tensor.mean\": [\"tinytorch.tensor.SumTest#dividesByTheCount\"]}");
    }

    private void poms() throws IOException {
        put("pom.xml", "<project><modules><module>tinytorch-setup</module><module>tinytorch-tensor</module><module>milestones</module></modules>"
                + "<properties><tinytorch.werror>-Werror</tinytorch.werror></properties></project>");
        put("tinytorch-setup/pom.xml", "<project>\n<modules>\n<module>workbench</module>\n<module>testkit</module>\n"
                + "<!-- tito:distribution-only: not for learners -->\n<module>course</module>\n<!-- tito:distribution-only end -->\n</modules>\n</project>\n");
        for (String folder : List.of("tinytorch-setup/workbench", "tinytorch-setup/testkit", "tinytorch-setup/course", "tinytorch-tensor", "milestones")) {
            put(folder + "/pom.xml", "<project/>\n");
        }
        put("tinytorch-setup/testkit/src/main/java/tinytorch/testkit/Check.java", "package tinytorch.testkit;\nfinal class Check {}\n");
        put("mvnw", "#!/bin/sh\n");
        put("tito", "#!/bin/sh\n");
    }

    /** A lesson with all that {@code course lint} wants. */
    private void lesson(String folder, String title, String questions, String... tasks) throws IOException {
        put(folder + "README.md", "# " + title + "\n\n| You write | In PyTorch it is |\n|---|---|\n\n## Why a framework has it\n\n## The idea\n\n"
                + "![Two boxes, the left one with an arrow to the right one](figures/idea.svg)\n\n## Tasks\n\n- `" + String.join("`\n- `", tasks)
                + "`\n\n## Worked numbers\n\n## What it costs\n\n" + questions + "\n\n## Further reading\n");
        put(folder + "figures/idea.svg", "<svg viewBox=\"0 0 1 1\"><title>Idea</title></svg>\n");
    }

    private void setup() throws IOException {
        String folder = "tinytorch-setup/workbench/";
        String main = folder + "src/main/java/tinytorch/workbench/";
        lesson(folder, "Setup", QUESTIONS, "setup.greet");
        put(main + "TodoException.java", "package tinytorch.workbench;\n\npublic final class TodoException extends RuntimeException {\n"
                + "    private static final long serialVersionUID = 1L;\n\n    public TodoException(String task) {\n        super(task);\n    }\n}\n");
        put(main + "Greeting.java", "package tinytorch.workbench;\n\npublic final class Greeting {\n    private Greeting() {\n    }\n\n"
                + method("public static String greet(String name)", "setup.greet", "return \"Hello \" + name;") + "}\n");
        put(main + "lab/Lab.java", "package tinytorch.workbench.lab;\n\npublic final class Lab {\n    private Lab() {\n    }\n\n"
                + "    public static void main(String[] args) {\n        System.out.println(args.length > 0 ? \"0.25\\n\" + args[0] + \" took 250 ms.\" : tinytorch.workbench.Greeting.greet(\"lab\"));\n    }\n}\n");
        put(folder + "src/test/java/tinytorch/workbench/GreetingTest.java", test("tinytorch.workbench", "GreetingTest",
                testMethod("setup.greet", "greetsByName", "assertEquals(\"Hello Ada\", Greeting.greet(\"Ada\"))")));
    }

    private void tensor() throws IOException {
        lesson("tinytorch-tensor/", "Tensor", QUESTIONS.replace("Lab.number in ms within 2", "3"), "tensor.sum", "tensor.mean");
        put(SUM, "package tinytorch.tensor;\n\npublic final class Sum {\n    private Sum() {\n    }\n\n"
                + method("public static double sum(double[] values)", "tensor.sum",
                        "double sum = 0;\n        for (double value : values) {\n            sum += value;\n        }\n        return sum;")
                + "\n" + method("public static double mean(double[] values)", "tensor.mean", "return sum(values) / values.length;") + "}\n");
        put("tinytorch-tensor/src/test/java/tinytorch/tensor/SumTest.java", test("tinytorch.tensor", "SumTest",
                testMethod("tensor.sum", "sumsThreeValues", "assertEquals(6, Sum.sum(new double[] {1, 2, 3}))")
                        + "\n" + testMethod("tensor.mean", "dividesByTheCount", "assertEquals(2, Sum.mean(new double[] {1, 2, 3}))")));
    }

    private void milestone() throws IOException {
        put("milestones/src/main/java/tinytorch/milestones/First.java", """
                package tinytorch.milestones;

                public final class First {
                    private First() {
                    }

                    public static void main(String[] args) throws java.io.IOException {
                        double mean = tinytorch.tensor.Sum.mean(new double[] {1, 2, 3});
                        String json = "{\\"milestone\\":\\"first\\",\\"achieved\\":" + (mean == 2) + ",\\"metrics\\":{\\"mean\\":" + mean + "}}";
                        java.nio.file.Files.writeString(java.nio.file.Path.of(System.getProperty("tinytorch.result")), json);
                        System.out.println(args.length == 0 ? "achieved" : json);
                    }
                }
                """);
    }

    /** Says what it was asked for, and fails like the real one for a dataset that can't be had. */
    private void data() throws IOException {
        put("milestones/src/main/java/tinytorch/milestones/data/DataProgram.java", """
                package tinytorch.milestones.data;

                public final class DataProgram {
                    private DataProgram() {
                    }

                    public static void main(String[] args) {
                        String asked = String.join(" ", args);
                        System.out.println(asked.contains("--json") ? "{\\"asked\\":\\"" + asked + "\\"}" : asked);
                        System.exit(asked.contains("lost") ? 8 : 0);
                    }
                }
                """);
    }

    private static String method(String signature, String task, String body) {
        return "    " + signature + " {\n        // tito:begin " + task + "\n        " + body + "\n        // tito:end\n    }\n";
    }

    private static String test(String packageName, String name, String members) {
        return "package " + packageName + ";\n\nimport static org.junit.jupiter.api.Assertions.assertEquals;\n\nimport org.junit.jupiter.api.Tag;\n"
                + "import org.junit.jupiter.api.Test;\n\nclass " + name + " {\n" + members + "}\n";
    }

    private static String testMethod(String task, String name, String check) {
        return "    @Test\n    @Tag(\"" + task + "\")\n    void " + name + "() {\n        " + check + ";\n    }\n";
    }

    private void put(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void compile(String module) throws IOException {
        for (String kind : List.of("main", "test")) {
            Path sources = home.resolve(module).resolve("src/" + kind + "/java");
            if (!Files.isDirectory(sources)) {
                continue;
            }
            Path out = Files.createDirectories(home.resolve(module).resolve(kind.equals("main") ? "target/classes" : "target/test-classes"));
            List<String> arguments = new ArrayList<>(List.of("-d", out.toString(), "-cp", String.join(java.io.File.pathSeparator,
                    System.getProperty("java.class.path"), home.resolve("tinytorch-setup/workbench/target/classes").toString(),
                    home.resolve("tinytorch-tensor/target/classes").toString())));
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
            }
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException(module + " does not compile");
            }
        }
    }
}
