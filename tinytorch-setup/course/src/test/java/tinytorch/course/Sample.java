package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tiny distribution: two modules with three tasks, and a third module that is not built. */
final class Sample {
    static final String TENSOR = "tinytorch-tensor/src/main/java/tinytorch/tensor/Sum.java";
    static final String TENSOR_TEST = "tinytorch-tensor/src/test/java/tinytorch/tensor/SumTest.java";
    static final String MANIFEST = "tinytorch-setup/course/manifest/";
    static final String HINTS = "\"hints\": [\"a nudge\", \"the method\", \"almost the code\"]";

    private final Path home;

    private Sample(Path home) {
        this.home = home;
    }

    static Sample in(Path home) {
        Sample sample = new Sample(home);
        sample.putManifest();
        sample.putPoms();
        sample.putSetup();
        sample.putTensor();
        return sample;
    }

    private void putManifest() {
        put(MANIFEST + "course.json", """
                {"schema": 1, "title": "Sample", "modules": [
                 {"number": "01", "id": "setup", "title": "Setup", "phase": "One", "path": "tinytorch-setup/workbench",
                  "package": "tinytorch.workbench", "summary": "Tools.", "lab": "tinytorch.workbench.lab.Lab"},
                 {"number": "02", "id": "tensor", "title": "Tensor", "phase": "One", "path": "tinytorch-tensor",
                  "package": "tinytorch.tensor", "summary": "Sums."},
                 {"number": "03", "id": "later", "title": "Later", "phase": "Two", "path": "tinytorch-later",
                  "package": "tinytorch.later", "summary": "Not built."}],
                 "milestones": [
                 {"id": "first", "title": "First", "summary": "It runs.", "gate": ["01", "02"], "main": "tinytorch.milestones.First"},
                 {"id": "second", "title": "Second", "summary": "Not built.", "gate": ["01", "02", "03"]}]}
                """);
        put(MANIFEST + "tasks/01-setup.json", """
                {"tasks": [
                 {"id": "setup.greet", "title": "Greeting", "points": 5, "needs": [], HINTS}]}
                """.replace("HINTS", HINTS));
        put(MANIFEST + "tasks/02-tensor.json", """
                {"tasks": [
                 {"id": "tensor.sum", "title": "Sum", "points": 5, "needs": [], HINTS},
                 {"id": "tensor.mean", "title": "Mean", "points": 10, "needs": ["tensor.sum"], HINTS}]}
                """.replace("HINTS", HINTS));
    }

    private void putPoms() {
        put("pom.xml", """
                <project>
                  <modules>
                    <module>tinytorch-setup</module>
                    <module>tinytorch-tensor</module>
                    <module>milestones</module>
                  </modules>
                  <properties>
                    <tinytorch.werror>-Werror</tinytorch.werror>
                  </properties>
                </project>
                """);
        put("tinytorch-setup/pom.xml", """
                <project>
                  <modules>
                    <module>workbench</module>
                    <module>testkit</module>
                    <!-- tito:distribution-only: not for learners -->
                    <module>course</module>
                    <!-- tito:distribution-only end -->
                  </modules>
                </project>
                """);
        for (String folder : new String[] {"tinytorch-setup/workbench", "tinytorch-setup/testkit", "tinytorch-setup/course", "tinytorch-tensor",
                "milestones"}) {
            put(folder + "/pom.xml", "<project/>\n");
        }
        put("mvnw", "#!/bin/sh\n");
        put("tito", "#!/bin/sh\necho \"$TITO_WORKSPACE|$*\"\n");
        put("README.md", "The distribution.\n");
        put("tinytorch-setup/course/src/main/java/tinytorch/course/Secret.java", "class Secret {}\n");
        put("tinytorch-setup/testkit/src/main/java/tinytorch/testkit/Check.java", "package tinytorch.testkit;\nfinal class Check {}\n");
        put("tinytorch-setup/testkit/src/test/java/tinytorch/testkit/CheckTest.java", "class CheckTest {}\n");
        put("milestones/src/main/java/tinytorch/milestones/First.java", "package tinytorch.milestones;\nclass First {}\n");
    }

    private void putSetup() {
        String folder = "tinytorch-setup/workbench/";
        put(folder + "README.md", SampleLesson.of("Setup", SampleLesson.QUESTIONS + "<details><summary>How long?</summary>\n<!-- answer: Lab.time in ms within 2 -->\nSo long.\n</details>\n", "setup.greet"));
        put(folder + "figures/idea.svg", SampleLesson.FIGURE);
        put(folder + "src/main/java/tinytorch/workbench/Greeting.java", """
                package tinytorch.workbench;

                final class Greeting {
                    private final String name;

                    Greeting(String name) {
                        // tito:begin setup.greet
                        this.name = name;
                        // tito:end
                    }
                }
                """);
        put(folder + "src/main/java/tinytorch/workbench/lab/Lab.java", "package tinytorch.workbench.lab;\nclass Lab {}\n");
        put(folder + "src/test/java/tinytorch/workbench/GreetingTest.java", test("tinytorch.workbench", "GreetingTest",
                "    @Test\n    @Tag(\"setup.greet\")\n    void greets() {\n    }\n"));
        put(folder + "target/classes/Old.class", "old");
        put(folder + "src/main/java/tinytorch/workbench/Greeting.java~", "an editor's backup");
    }

    private void putTensor() {
        put("tinytorch-tensor/README.md", SampleLesson.of("Tensor", SampleLesson.QUESTIONS, "tensor.sum", "tensor.mean"));
        put("tinytorch-tensor/figures/idea.svg", SampleLesson.FIGURE);
        put(TENSOR, """
                package tinytorch.tensor;

                final class Sum {
                    private Sum() {
                    }

                    /** The sum of all values. */
                    static double sum(double[] values) {
                        if (values == null) {
                            throw new IllegalArgumentException("no values");
                        }
                        // tito:begin tensor.sum
                        double sum = 0;
                        for (double value : values) {
                            sum += value;
                        }
                        return sum;
                        // tito:end
                    }

                    /** The sum divided by how many there are. */
                    static double mean(double[] values) {
                        // tito:begin tensor.mean
                        return sum(values) / values.length;
                        // tito:end
                    }
                }
                """);
        put(TENSOR_TEST, test("tinytorch.tensor", "SumTest",
                "    @Test\n    @Tag(\"tensor.sum\")\n    void sums() {\n    }\n\n    @Test\n    @Tag(\"tensor.mean\")\n    void divides() {\n    }\n"));
        put("tinytorch-tensor/src/test/resources/tinytorch/tensor/golden.json", "{}\n");
    }

    static String test(String packageName, String name, String members) {
        return "package " + packageName + ";\n\nimport org.junit.jupiter.api.Tag;\nimport org.junit.jupiter.api.Test;\n\nclass " + name + " {\n"
                + members + "}\n";
    }

    Path home() {
        return home;
    }

    Course course() {
        return Course.load(home);
    }

    Sample put(String path, String text) {
        write(home.resolve(path), text);
        return this;
    }

    /** Replaces text that must be there. */
    Sample replace(String path, String from, String to) {
        replaceIn(home.resolve(path), from, to);
        return this;
    }

    static void replaceIn(Path file, String from, String to) {
        String text = read(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no '" + from + "':\n" + text);
        }
        write(file, text.replace(from, to));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
