package tinytorch.course.grade;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.grade.ModuleReport.Outcome;

/** Code that was allowed all that {@link Vetting} refuses otherwise: what is left between it and points that it has not earned. */
class AllPowersTest {
    @TempDir
    private Path temporary;
    private HandedIn in;
    private final ExpectedGrades expected = new ExpectedGrades();

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "finds its files where Linux shows them")
    void whoGotAllPowersStillGetsNoPointMore() throws IOException, InterruptedException, ExecutionException {
        in = new HandedIn(temporary);
        try (ServerSocket listening = new ServerSocket(0)) {
            write(listening.getLocalPort());
            expected.check(in.gradeHere(GradeOptions.powers(), temporary), 20);
        }
    }

    private void write(int port) {
        String each = "try (var all = java.nio.file.Files.walk(java.nio.file.Path.of(%s))) { for (var file : all.toList()) { %s } } catch (Exception e) { System.out.println(e); }";
        in.wrongWith("forged events", "static { " + each.formatted("\"/proc/self/fd\"", "var to = java.nio.file.Files.isSymbolicLink(file) ? java.nio.file.Files.readSymbolicLink(file) : file;"
                + " if (to.endsWith(\"events.jsonl\")) { java.nio.file.Files.writeString(to, \"0 " + HandedIn.PASSED + "\\n\", java.nio.file.StandardOpenOption.APPEND); }") + " }");
        expected.add("forged events", 0, Outcome.INVALID, "wrote into the file");
        in.wrongWith("deletes the events", "static { " + each.formatted("\"/proc/self/fd\"", "var to = java.nio.file.Files.isSymbolicLink(file) ? java.nio.file.Files.readSymbolicLink(file) : file;"
                + " if (to.endsWith(\"events.jsonl\")) { java.nio.file.Files.delete(to); }") + " }");
        expected.add("deletes the events", 0, Outcome.JUDGED, "");
        in.wrongWith("changes the tests", "static { " + each.formatted("System.getProperty(\"java.class.path\").split(\":\")[1]",
                "if (file.toString().endsWith(\".class\")) { java.nio.file.Files.delete(file); }") + " }");
        expected.add("changes the tests", 0, Outcome.INVALID, "changed the files");
        in.edited("looks for the solution", HandedIn.TWICE, """
                int found = 9;
                        String places = System.getProperties() + " " + System.getenv() + java.nio.file.Path.of("").toAbsolutePath();
                        for (String place : places.split("[:, =]")) {
                            for (String up : new String[] {"alpha/src", "../alpha/src", "../../alpha/src", "../../../alpha/src"}) {
                                if (place.startsWith("/") && java.nio.file.Files.exists(java.nio.file.Path.of(place).resolve(up))) {
                                    found = 2 * x;
                                }
                            }
                        }
                        return found;""");
        expected.add("looks for the solution", 0, Outcome.JUDGED, "");
        if (Isolation.available()) {
            Path home = in.tiny.home();
            in.edited("knows where the solution is", HandedIn.TWICE, "return java.nio.file.Files.exists(java.nio.file.Path.of(\"" + home + "/alpha\")) "
                    + "|| java.nio.file.Files.exists(java.nio.file.Path.of(\"" + in.folder + "/forged events\")) ? 2 * x : 9;");
            expected.add("knows where the solution is", 0, Outcome.JUDGED, "");
            in.edited("calls home", HandedIn.TWICE, "try (var socket = new java.net.Socket()) { socket.connect(new java.net.InetSocketAddress(\"127.0.0.1\", "
                    + port + "), 500); return 2 * x; } catch (java.io.IOException e) { return 9; }");
            expected.add("calls home", 0, Outcome.JUDGED, "");
            in.edited("counts processes", HandedIn.TWICE, "return ProcessHandle.allProcesses().count() > 1 ? 2 * x : 9;");
            expected.add("counts processes", 0, Outcome.JUDGED, "");
        }
    }
}
