package tinytorch.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.grade.ModuleReport.Outcome;
import tinytorch.course.judge.TinyCourse;

/**
 * Each of these gets the right verdict: what works is counted, what cheats is not, and nobody pays for another. Most are graded by what the grading process runs, without a process
 * of its own for each: where one must be proof against a submission itself, the whole grader is taken. The code under test has its own process always.
 */
class HostileSubmissionsTest {
    @TempDir
    private static Path shared;
    private static TinyCourse tiny;

    @TempDir
    private Path temporary;
    private HandedIn in;
    private final ExpectedGrades expected = new ExpectedGrades();

    @BeforeAll
    static void makeCourse() {
        tiny = HandedIn.course(shared);
    }

    @BeforeEach
    void makeFolder() {
        in = new HandedIn(tiny, temporary);
    }

    private void expect(String student, double points, Outcome first, String note) {
        expected.add(student, points, first, note);
    }

    private void checkFirst() throws InterruptedException, ExecutionException {
        expected.check(in.gradeHere(List.of(), temporary), 20);
    }

    /** By the whole grader, with a process for each submission. */
    private void checkAll(List<String> allowed) {
        expected.check(in.grade(in.options(temporary.resolve("out"), HiddenTests.NONE, allowed, false)), 30);
    }

    @Test
    void codeThatHangsExitsOrLies() throws InterruptedException, ExecutionException {
        in.solved("honest");
        expect("honest", 20, Outcome.JUDGED, "");
        in.edited("wrong", HandedIn.TWICE, "return 9;");
        expect("wrong", 0, Outcome.JUDGED, "");
        in.wrongBeside("edited tests", "alpha/src/test/java/tinytorch/alpha/AlphaTest.java", "package tinytorch.alpha; class AlphaTest { }");
        in.wrongBeside("its own test in main", "alpha/src/main/java/tinytorch/alpha/AlphaTest.java", "package tinytorch.alpha; class AlphaTest { void twoIsDoubled() { } }");
        in.wrongWith("exit in a static initialiser", "static { System.exit(0); }");
        in.wrongWith("fake passed on stdout", "static { System.out.println(\"" + HandedIn.PASSED + "\"); System.exit(0); }");
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
            expect(student, 10, Outcome.JUDGED, "");
        }
        in.inFour("much output", "for (int i = 0; i < 20_000; i++) { System.out.println(\"a line of output that nobody will read\"); }");
        expect("much output", 20, Outcome.JUDGED, "");
        checkFirst();
    }

    @Test
    void codeThatDoesNotCompile() {
        in.solved("honest");
        expect("honest", 30, Outcome.JUDGED, "");
        in.edited("wrong package", "package tinytorch.alpha;", "package tinytorch.elsewhere;");
        expect("wrong package", 0, Outcome.JUDGED, "compile error in 02");
        in.edited("does not compile", HandedIn.TWICE, "return 2 * y;");
        expect("does not compile", 0, Outcome.COMPILE_ERROR, "cannot find symbol");
        in.edited("compiler bomb", HandedIn.TWICE, "return " + "(".repeat(30_000) + "x" + ")".repeat(30_000) + ";");
        expect("compiler bomb", 0, Outcome.COMPILE_ERROR, "compile error in 01");
        checkAll(List.of());
    }

    @Test
    void codeThatReachesForMoreThanItsTaskIsRefused() throws InterruptedException, ExecutionException {
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
        expect("lambdas and records", 20, Outcome.JUDGED, "");
        checkFirst();
    }

    @Test
    void whoEndsTheGradingEndsOnlyTheirOwn() {
        in.wrongWith("kills its parent", "static { ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly); }");
        boolean walls = Isolation.available();   // within them it finds nobody
        expect("kills its parent", 0, walls ? Outcome.JUDGED : Outcome.UNFINISHED, walls ? "" : "ended before its time");
        in.solved("honest");
        expect("honest", 30, Outcome.JUDGED, "");
        checkAll(GradeOptions.powers());
    }

    @Test
    void archivesThatAreEmptyBrokenOrTraps() throws IOException {
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
        Path solution = tiny.home().resolve(TinyCourse.ALPHA);
        Path linked = in.solved("links").resolve(TinyCourse.ALPHA);
        Files.delete(linked);
        Files.createSymbolicLink(linked, solution);
        expect("links", 0, Outcome.JUDGED, "compile error in 02");
        checkAll(List.of());
    }
}
