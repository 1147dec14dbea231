package tinytorch.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.demo.Fixture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TestRunnerTest {
    private static final String FIXTURE = "tinytorch.demo.Fixture#";

    @TempDir
    Path folder;

    private List<JsonNode> run(double seconds, String... tests) throws IOException, InterruptedException {
        return request("seconds " + seconds + "\n" + Stream.of(tests).map(test -> "test " + FIXTURE + test + "\n").collect(Collectors.joining()));
    }

    private List<JsonNode> request(String text, String... arguments) throws IOException, InterruptedException {
        Path events = Files.createTempDirectory(folder, "run").resolve("events.jsonl");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xss512k", "-Xmx256m",
                "-XX:TieredStopAtLevel=1", TestRunner.class.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile());
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(("key 42\nevents " + events + "\n" + text).getBytes(StandardCharsets.UTF_8));
        }
        process.waitFor();
        assertThat(events).as(Files.readString(folder.resolve("out.txt"))).exists();
        Seal seal = new Seal("42");
        return Files.readAllLines(events).stream().map(line -> {
            String json = line.substring(line.indexOf(' ') + 1);
            assertThat(line).isEqualTo(seal.of(json));
            return JsonMapper.shared().readTree(json);
        }).toList();
    }

    private static String text(JsonNode event) {
        return event.get("event").asString() + " " + event.path("test").asString("").replace(FIXTURE, "");
    }

    private static JsonNode failure(List<JsonNode> events, String test) {
        return events.stream().filter(event -> text(event).equals("failed " + test)).findFirst().orElseThrow();
    }

    @Test
    void aRunnerThatWarmedItselfReportsNothingElse() throws Exception {
        assertThat(request("test " + FIXTURE + "passes\n", "warm")).extracting(TestRunnerTest::text).containsExactly("started passes", "passed passes", "finished ");
        assertThat(folder.resolve("out.txt")).isEmptyFile();
    }

    @Test
    void everyTestIsReportedInTheOrderAskedFor() throws Exception {
        List<JsonNode> events = run(10, "fails", "passes");
        assertThat(events).extracting(TestRunnerTest::text)
                .containsExactly("started fails", "failed fails", "started passes", "passed passes", "finished ");
        assertThat(failure(events, "fails").get("message").asString()).startsWith("f(): wrong values").endsWith("\n  look at   Demo.f, Demo.g\n  hint      tito hint demo.one\n");
        assertThat(failure(events, "fails").get("frames").get(0).get("method").asString()).isEqualTo("fails");
        assertThat(events.getLast().get("passed").asInt()).isEqualTo(1);
    }

    @Test
    void hangingTestIsReportedWithItsLineAndEndsTheRun() throws Exception {
        List<JsonNode> events = run(0.5, "passes", "hangs", "fails");
        assertThat(events).extracting(TestRunnerTest::text).containsExactly("started passes", "passed passes", "started hangs", "timeout hangs");
        assertThat(events.getLast().get("frames").get(0).get("method").asString()).isEqualTo("hangs");
        assertThat(events.getLast().get("frames").get(0).get("line").asInt()).isPositive();
    }

    @Test
    void aTestThatWaitsForNothingIsStoppedAndNoOtherIsForASlowMachine() throws Exception {
        List<JsonNode> events = run(2, "waits", "passes");
        assertThat(events).extracting(TestRunnerTest::text).containsExactly("started waits", "timeout waits");
        assertThat(events.getLast().get("message").asString()).contains("it waits for something that does not happen");
        assertThat(run(2, "sleepsForALittle", "passes")).extracting(TestRunnerTest::text).contains("passed sleepsForALittle", "passed passes");
    }

    @Test
    void threadsWithoutEndAreStopped() throws Exception {
        assertThat(run(10, "startsThreads").getLast().get("message").asString()).contains("more than 1000 threads");
    }

    @Test
    void exitLeavesARunWithoutAnEnd() throws Exception {
        assertThat(run(10, "exits", "passes")).extracting(TestRunnerTest::text).containsExactly("started exits");
    }

    @Test
    void errorsOfTheVirtualMachineAreExplained() throws Exception {
        List<JsonNode> events = run(10, "recurses", "swallowsMemory", "needsBrokenClass", "callsChangedMethod", "passes");
        assertThat(failure(events, "recurses").get("message").asString()).startsWith("f(): threw StackOverflowError").contains("a method calls itself");
        assertThat(failure(events, "swallowsMemory").get("message").asString()).contains("The memory is used up");
        assertThat(failure(events, "needsBrokenClass").get("message").asString()).contains("a static field or a static block threw NumberFormatException");
        assertThat(failure(events, "callsChangedMethod").get("message").asString()).contains("You changed the signature the tests use");
        assertThat(events.getLast().get("passed").asInt()).isEqualTo(1);
    }

    @Test
    void whatDidNotRunIsMissing() throws Exception {
        List<JsonNode> events = request("test " + FIXTURE + "noSuchMethod\ntest " + FIXTURE + "disabled\ntest no.SuchClass#test\ntest " + FIXTURE + "passes\n");
        assertThat(events).extracting(TestRunnerTest::text).contains("missing noSuchMethod", "missing disabled", "missing no.SuchClass#test", "passed passes");
        assertThat(events.getLast().get("passed").asInt()).isEqualTo(1);
        assertThat(events.getLast().get("failed").asInt()).isZero();
    }

    @Test
    void testsOfAFolderAreListedWithTheirTags() throws Exception {
        Path root = Path.of(Fixture.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<JsonNode> events = request("root " + root + "\n");
        JsonNode listed = events.stream().filter(event -> text(event).equals("test passes")).findFirst().orElseThrow();
        assertThat(listed.get("tags").get(0).asString()).isEqualTo("demo.one");
    }
}
