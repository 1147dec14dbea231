package tinytorch.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Run with the profile alone: {@code ./mvnw test -Psimilarity -pl tinytorch-setup/similarity}. */
class SimilarityProgramTest {
    private static final String STUB = "throw new tinytorch.workbench.TodoException(\"alpha.sort\");";
    private static final String SORT = """
            for (int %1$s = 1; %1$s < values.length; %1$s++) {
                        int held = values[%1$s];
                        int place = %1$s - 1;
                        while (place >= 0 && values[place] > held) {
                            values[place + 1] = values[place];
                            place = place - 1;
                        }
                        values[place + 1] = held;
                    }
            """;

    @TempDir
    Path folder;

    private void write(String student, String sort) throws IOException {
        Path file = folder.resolve(student).resolve("alpha/Alpha.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package alpha;

                final class Alpha {
                    static int given(int[] values, int wanted) {
                        int found = -1;
                        for (int i = 0; i < values.length; i++) {
                            if (values[i] == wanted && found < 0) {
                                found = i;
                            }
                        }
                        return found;
                    }

                    static void sort(int[] values) {
                        // tito:begin alpha.sort
                        %s
                        // tito:end
                    }
                }
                """.formatted(sort));
    }

    @Test
    void whatWasCopiedAndRenamedIsFoundInItsTaskAndWhatTheCourseGivesIsNot() throws Exception {
        write("base", STUB);
        write("students/Ada", SORT.formatted("i"));
        write("students/Bob", SORT.formatted("counter"));
        write("students/Cy", "java.util.stream.IntStream sorted = java.util.Arrays.stream(values.clone()).sorted();\n        int[] all = sorted.toArray();\n"
                + "        if (all.length > 0) {\n            System.arraycopy(all, 0, values, 0, all.length);\n        }");
        File out = folder.resolve("out.json").toFile();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                SimilarityProgram.class.getName(), folder.resolve("base").toString(), folder.resolve("students").toString(), "9").redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor()).isZero();
        String printed = Files.readString(out.toPath(), StandardCharsets.UTF_8).strip();
        JsonNode pairs = JsonMapper.shared().readTree(printed.substring(printed.lastIndexOf('\n') + 1)).get("pairs");
        assertThat(pairs.size()).isEqualTo(3);
        assertThat(pairs.get(0).get("first").asString() + pairs.get(0).get("second").asString()).isEqualTo("AdaBob");
        assertThat(pairs.get(0).get("similarity").asDouble()).isGreaterThan(0.9);
        assertThat(pairs.get(0).get("tokens").get("alpha.sort").asInt()).isGreaterThan(9);
        assertThat(pairs.get(1).get("similarity").asDouble()).isLessThan(0.5);
    }
}
