package tinytorch.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.grade.ModuleReport.Outcome;
import tinytorch.course.judge.TinyCourse;

/** Each of these gets the right verdict: what works is counted, what cheats is not, and nobody pays for another. */
class HostileSubmissionsTest {
    private static final String PASSED = "{\\\"event\\\":\\\"passed\\\",\\\"test\\\":\\\"tinytorch.alpha.AlphaTest#twoIsDoubled\\\",\\\"seconds\\\":0.1}";

    @TempDir
    Path temporary;
    private final Map<String, Expected> expected = new TreeMap<>();

    private record Expected(double points, Outcome first, String note) {
    }

    private void expect(String student, double points, Outcome first, String note) {
        expected.put(student, new Expected(points, first, note));
    }

    private void check(Map<String, StudentReport> reports) {
        assertThat(reports.keySet()).isEqualTo(expected.keySet());
        SoftAssertions all = new SoftAssertions();
        expected.forEach((student, wanted) -> {
            StudentReport report = reports.get(student);
            all.assertThat(report.points()).as(student + ": points in " + report).isEqualTo(wanted.points());
            all.assertThat(report.maximum()).as(student + ": maximum").isEqualTo(30);
            all.assertThat(report.modules().getFirst().outcome()).as(student + ": first module in " + report).isEqualTo(wanted.first());
            all.assertThat(GradeTable.note(report)).as(student + ": note").contains(wanted.note());
        });
        all.assertAll();
    }

    @Test
    void codeThatHangsExitsLiesOrDoesNotCompile() {
        HandedIn in = new HandedIn(temporary);
        in.solved("honest");
        expect("honest", 30, Outcome.JUDGED, "");
        in.edited("wrong", HandedIn.TWICE, "return 9;");
        expect("wrong", 0, Outcome.JUDGED, "");
        in.wrongBeside("edited tests", "alpha/src/test/java/tinytorch/alpha/AlphaTest.java", "package tinytorch.alpha; class AlphaTest { }");
        in.wrongBeside("its own test in main", "alpha/src/main/java/tinytorch/alpha/AlphaTest.java", "package tinytorch.alpha; class AlphaTest { void twoIsDoubled() { } }");
        in.wrongWith("exit in a static initialiser", "static { System.exit(0); }");
        in.wrongWith("fake passed on stdout", "static { System.out.println(\"" + PASSED + "\"); System.exit(0); }");
        in.wrongWith("stack overflow", "static final int A = deep(1); static int deep(int n) { return deep(n + 1) + 1; }");
        for (String student : List.of("edited tests", "its own test in main", "exit in a static initialiser", "fake passed on stdout", "stack overflow")) {
            expect(student, 0, Outcome.JUDGED, "");
        }
        in.inFour("exit", "if (x > 0) { System.exit(0); }");
        in.inFour("halt", "if (x > 0) { Runtime.getRuntime().halt(0); }");
        in.inFour("loop", "while (x > 0) { x |= 1; }");
        in.inFour("thread bomb", "while (x > 0) { Thread.ofPlatform().start(() -> { try { Thread.sleep(60_000); } catch (InterruptedException e) { return; } }); }");
        in.inFour("huge allocation", "if (x > 0) { x = new long[Integer.MAX_VALUE - 8][1000].length; }");
        in.inFour("sleep", "try { Thread.sleep(3_600_000); } catch (InterruptedException e) { x = 1; }");
        for (String student : List.of("exit", "halt", "loop", "thread bomb", "huge allocation", "sleep")) {
            expect(student, 20, Outcome.JUDGED, "");
        }
        in.inFour("much output", "for (int i = 0; i < 200_000; i++) { System.out.println(\"a line of output that nobody will read\"); }");
        expect("much output", 30, Outcome.JUDGED, "");
        in.edited("wrong package", "package tinytorch.alpha;", "package tinytorch.elsewhere;");
        expect("wrong package", 0, Outcome.JUDGED, "compile error in 02");
        in.edited("does not compile", HandedIn.TWICE, "return 2 * y;");
        expect("does not compile", 0, Outcome.COMPILE_ERROR, "cannot find symbol");
        in.edited("compiler bomb", HandedIn.TWICE, "return " + "(".repeat(30_000) + "x" + ")".repeat(30_000) + ";");
        expect("compiler bomb", 0, Outcome.COMPILE_ERROR, "compile error in 01");
        check(in.grade(in.options(temporary.resolve("out"), HiddenTests.NONE, List.of(), false)));
    }

    @Test
    void codeThatReachesForMoreThanItsTaskIsRefused() {
        HandedIn in = new HandedIn(temporary);
        in.wrongBeside("shadowed JUnit", "alpha/src/main/java/org/junit/jupiter/api/Test.java", "package org.junit.jupiter.api; public @interface Test { }");
        expect("shadowed JUnit", 0, Outcome.REFUSED, "uses the test tools");
        in.wrongBeside("shadowed testkit", "alpha/src/main/java/tinytorch/testkit/Check.java", "package tinytorch.testkit; public class Check { }");
        expect("shadowed testkit", 0, Outcome.REFUSED, "tinytorch.testkit.Check uses the test tools");
        in.wrongBeside("swallows failures", "alpha/src/main/java/tinytorch/alpha/Swallow.java", "package tinytorch.alpha; public class Swallow implements "
                + "org.junit.jupiter.api.extension.TestExecutionExceptionHandler { public void handleTestExecutionException("
                + "org.junit.jupiter.api.extension.ExtensionContext c, Throwable t) { } }");
        expect("swallows failures", 0, Outcome.REFUSED, "uses the test tools");
        in.wrongWith("reads the solution", "static final String S = read(); static String read() { try { return java.nio.file.Files.readString(java.nio.file.Path.of(\"/x\")); }"
                + " catch (java.io.IOException e) { return \"\"; } }");
        expect("reads the solution", 0, Outcome.REFUSED, "tinytorch.alpha.Alpha reads or writes files");
        in.wrongWith("in a nested class", "static final class Deep { static { new java.io.File(\"tests\").delete(); } }");
        expect("in a nested class", 0, Outcome.REFUSED, "tinytorch.alpha.Alpha reads or writes files (java.io.File");
        in.wrongWith("kills its parent", "static { ProcessHandle.current().parent().get().destroyForcibly(); }");
        expect("kills its parent", 0, Outcome.REFUSED, "starts or ends processes");
        in.wrongWith("starts a program", "static { try { Runtime.getRuntime().exec(new String[] {\"true\"}); } catch (java.io.IOException e) { } }");
        expect("starts a program", 0, Outcome.REFUSED, "starts or ends processes");
        in.wrongWith("reflection", "static { try { Class.forName(\"tinytorch.testkit.run.TestRunner\"); } catch (ClassNotFoundException e) { } }");
        expect("reflection", 0, Outcome.REFUSED, "reaches into classes");
        in.wrongWith("native", "static native int call();");
        expect("native", 0, Outcome.REFUSED, "goes round the language");
        in.wrongWith("network", "static { try { new java.net.Socket(\"localhost\", 1); } catch (java.io.IOException e) { } }");
        expect("network", 0, Outcome.REFUSED, "uses the network");
        in.inFour("lambdas and records", "record Pair(int a, int b) { } enum Kind { A, B } assert x == 1 : \"text \" + x;\n"
                + "        java.util.function.IntUnaryOperator same = y -> new Pair(y, y).hashCode() - new Pair(y, y).hashCode() + y + Kind.valueOf(\"A\").ordinal();\n"
                + "        x = switch ((Object) same.applyAsInt(x)) { case Integer i when i > 0 -> i; default -> 0; };");
        expect("lambdas and records", 30, Outcome.JUDGED, "");
        check(in.grade(in.options(temporary.resolve("out"), HiddenTests.NONE, List.of(), false)));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "finds its files where Linux shows them")
    void whoGotAllPowersStillGetsNoPointMore() throws IOException {
        try (ServerSocket listening = new ServerSocket(0)) {
            HandedIn in = new HandedIn(temporary);
            writeWithAllPowers(in, listening.getLocalPort());
            check(in.grade(in.options(temporary.resolve("out"), HiddenTests.NONE, GradeOptions.powers(), false)));
        }
    }

    private void writeWithAllPowers(HandedIn in, int port) {
        String each = "try (var all = java.nio.file.Files.walk(java.nio.file.Path.of(%s))) { for (var file : all.toList()) { %s } } catch (Exception e) { System.out.println(e); }";
        in.wrongWith("forged events", "static { " + each.formatted("\"/proc/self/fd\"", "var to = java.nio.file.Files.isSymbolicLink(file) ? java.nio.file.Files.readSymbolicLink(file) : file;"
                + " if (to.endsWith(\"events.jsonl\")) { java.nio.file.Files.writeString(to, \"0 " + PASSED + "\\n\", java.nio.file.StandardOpenOption.APPEND); }") + " }");
        expect("forged events", 0, Outcome.INVALID, "wrote into the file");
        in.wrongWith("deletes the events", "static { " + each.formatted("\"/proc/self/fd\"", "var to = java.nio.file.Files.isSymbolicLink(file) ? java.nio.file.Files.readSymbolicLink(file) : file;"
                + " if (to.endsWith(\"events.jsonl\")) { java.nio.file.Files.delete(to); }") + " }");
        expect("deletes the events", 0, Outcome.JUDGED, "");
        in.wrongWith("changes the tests", "static { " + each.formatted("System.getProperty(\"java.class.path\").split(\":\")[1]",
                "if (file.toString().endsWith(\".class\")) { java.nio.file.Files.delete(file); }") + " }");
        expect("changes the tests", 0, Outcome.INVALID, "changed the files");
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
        expect("looks for the solution", 0, Outcome.JUDGED, "");
        in.wrongWith("kills its parent", "static { ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly); }");
        boolean walls = Isolation.available();   // within them it finds nobody
        expect("kills its parent", 0, walls ? Outcome.JUDGED : Outcome.UNFINISHED, walls ? "" : "ended before its time");
        if (walls) {
            Path home = in.tiny.home();
            in.edited("knows where the solution is", HandedIn.TWICE, "return java.nio.file.Files.exists(java.nio.file.Path.of(\"" + home + "/alpha\")) "
                    + "|| java.nio.file.Files.exists(java.nio.file.Path.of(\"" + in.folder + "/honest\")) ? 2 * x : 9;");
            expect("knows where the solution is", 0, Outcome.JUDGED, "");
            in.edited("calls home", HandedIn.TWICE, "try (var socket = new java.net.Socket()) { socket.connect(new java.net.InetSocketAddress(\"127.0.0.1\", "
                    + port + "), 500); return 2 * x; } catch (java.io.IOException e) { return 9; }");
            expect("calls home", 0, Outcome.JUDGED, "");
            in.edited("counts processes", HandedIn.TWICE, "return ProcessHandle.allProcesses().count() > 1 ? 2 * x : 9;");
            expect("counts processes", 0, Outcome.JUDGED, "");
        }
        in.solved("honest");
        expect("honest", 30, Outcome.JUDGED, "");
    }

    @Test
    void archivesThatAreEmptyBrokenOrTraps() throws IOException {
        HandedIn in = new HandedIn(temporary);
        in.zip("empty", Map.of("notes.txt", HandedIn.bytes("nothing done")));
        expect("empty", 0, Outcome.UNFINISHED, "no source of any module");
        Files.createDirectories(in.folder.resolve("empty folder"));
        expect("empty folder", 0, Outcome.UNFINISHED, "no source of any module");
        in.zip("zip slip", Map.of("../../" + TinyCourse.ALPHA, HandedIn.bytes("package tinytorch.alpha;")));
        expect("zip slip", 0, Outcome.UNFINISHED, "leads out of its folder");
        in.zip("bomb", Map.of(TinyCourse.ALPHA, new byte[80 << 20]));
        expect("bomb", 0, Outcome.UNFINISHED, "too large");
        Files.write(in.folder.resolve("broken.tar.gz"), new byte[] {31, -117, 8, 0, 1});
        expect("broken", 0, Outcome.UNFINISHED, "can't be read");
        Path solution = in.tiny.home().resolve(TinyCourse.ALPHA);
        Path linked = in.solved("links").resolve(TinyCourse.ALPHA);
        Files.delete(linked);
        Files.createSymbolicLink(linked, solution);
        expect("links", 0, Outcome.JUDGED, "compile error in 02");
        check(in.grade(in.options(temporary.resolve("out"), HiddenTests.NONE, List.of(), false)));
    }
}
