package tinytorch.course.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tinytorch.course.judge.TinyCourse.ALPHA;
import static tinytorch.course.judge.TinyCourse.BETA;
import static tinytorch.course.judge.TinyCourse.FIRST;
import static tinytorch.course.judge.TinyCourse.FOUR;
import static tinytorch.course.judge.TinyCourse.SECOND;
import static tinytorch.course.judge.TinyCourse.TWICE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.CourseModule;
import tinytorch.course.Task;

class JudgeTest {

    @TempDir
    Path folder;
    private TinyCourse tiny;

    @BeforeEach
    void makeCourse() {
        tiny = new TinyCourse(folder);
    }

    private static TestResult result(Verdict verdict, String method) {
        return verdict.tasks().stream().flatMap(task -> task.tests().stream()).filter(test -> test.method().equals(method)).findFirst().orElseThrow();
    }

    private Progress progress() {
        return ProgressFile.of(tiny.workspace()).read();
    }

    @Test
    void solvedModulesPassAndTheProgressSaysWhatWasEarnedWithWhat() {
        assertThat(tiny.judge(FIRST).outcome()).isEqualTo(Outcome.PASSED);
        Verdict second = tiny.judge(SECOND);
        assertThat(second.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(second.tests()).isEqualTo(1);
        TaskProgress twice = progress().task(TWICE);
        assertThat(twice.green()).isTrue();
        assertThat(twice.tests()).isEqualTo(2);
        assertThat(twice.attempts()).isEqualTo(1);
        assertThat(twice.source()).contains(SourceHash.of(FIRST, tiny.workspace()));
        assertThat(progress().green(FIRST)).isTrue();
    }

    @Test
    void listenerHearsEveryTestInTheOrderOfTheCourse() {
        List<String> heard = new ArrayList<>();
        Judge.judge(tiny.course(), tiny.workspace(), FIRST, Optional.empty(), new JudgeListener() {
            @Override
            public void ended(Task task, TestResult result) {
                heard.add(task.id() + " " + result.method() + " " + result.status());
            }
        });
        assertThat(heard).containsExactly("alpha.twice negativeIsDoubled PASSED", "alpha.twice twoIsDoubled PASSED", "alpha.four twoTimesTwo PASSED");
    }

    @Test
    void wrongAnswerFailsWithMessageAndHint() {
        tiny.edit(ALPHA, "2 * x", "x * x");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result(verdict, "twoIsDoubled").passed()).isTrue();
        assertThat(result(verdict, "negativeIsDoubled").message()).contains("Alpha.twice(-3): wrong result", "expected  -6", "actual    9", "tito hint alpha.twice");
        assertThat(progress().task(TWICE).green()).isFalse();
        assertThat(progress().task(TWICE).attempts()).isEqualTo(1);
    }

    @Test
    void unwrittenTaskIsToldFromOneThatWaitsForIt() {
        tiny.edit(ALPHA, "return 2 * x;", "throw new tinytorch.workbench.TodoException(\"alpha.twice\");");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.tasks().get(0).status()).isEqualTo(TaskResult.Status.UNWRITTEN);
        assertThat(verdict.tasks().get(1).status()).isEqualTo(TaskResult.Status.WAITING);
        assertThat(result(verdict, "twoTimesTwo").message()).isEqualTo("waiting for alpha.twice");
        assertThat(progress().task(TWICE).attempts()).isZero();
    }

    @Test
    void aStretchTaskMayBeLeftOutButNotBeWrong() {
        tiny.makeStretch(FOUR);
        CourseModule first = tiny.course().modules().getFirst();
        tiny.edit(ALPHA, "return twice(doubled);", "throw new tinytorch.workbench.TodoException(\"alpha.four\");");
        assertThat(tiny.judge(first).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(tiny.judge(first, Optional.of(first.tasks().getLast()), 10).outcome()).as("asked for by name").isEqualTo(Outcome.FAILED);
        tiny.edit(ALPHA, "throw new tinytorch.workbench.TodoException(\"alpha.four\");", "return doubled;");
        assertThat(tiny.judge(first).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(progress().green(first)).as("done without it").isTrue();
        assertThat(progress().task(first.tasks().getLast()).green()).isFalse();
    }

    @Test
    void endlessLoopIsStoppedAndNamed() {
        tiny.edit(ALPHA, "int doubled = twice(x);", "int doubled = twice(x);\n        while (doubled != 0) {\n            doubled += 2;\n            doubled |= 4;\n        }");
        Verdict verdict = tiny.judge(FIRST, Optional.empty(), 1);
        assertThat(verdict.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(verdict.detail()).contains("AlphaTest.twoTimesTwo");
        assertThat(result(verdict, "twoTimesTwo").message()).contains("a loop does not end").contains("tinytorch.alpha.Alpha.four (Alpha.java:");
        assertThat(progress().task(TWICE).green()).as("what passed before the loop counts").isTrue();
    }

    @Test
    void aSpareJvmJudgesTheClassesThatThereAreWhenItIsAsked() throws IOException {
        try (SpareJvm jvms = new SpareJvm()) {
            assertThat(judge(jvms, JudgeListener.SILENT).outcome()).as("none is ready yet").isEqualTo(Outcome.PASSED);
            jvms.prepare();
            tiny.edit(ALPHA, "2 * x", "x * x");
            assertThat(result(judge(jvms, JudgeListener.SILENT), "negativeIsDoubled").message()).contains("actual    9");
            jvms.prepare();
            tiny.edit(ALPHA, "x * x", "2 * x");
            assertThat(judge(jvms, JudgeListener.SILENT).outcome()).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void aSpareJvmIsStoppedInAnEndlessLoopToo() throws IOException {
        try (SpareJvm jvms = new SpareJvm()) {
            judge(jvms, JudgeListener.SILENT);
            jvms.prepare();
            tiny.edit(ALPHA, "return 2 * x;", "while (true) {\n            x++;\n        }");
            Verdict verdict = judge(jvms, JudgeListener.SILENT);
            assertThat(verdict.outcome()).isEqualTo(Outcome.TIMEOUT);
            assertThat(verdict.detail()).contains("did not come to its end");
        }
    }

    @Test
    void aJudgementThatIsCancelledLeavesNoTrace() {
        tiny.edit(ALPHA, "2 * x", "x * x");
        JudgeListener cancelling = new JudgeListener() {
            private boolean begun;

            @Override
            public void started(Task task, String test) {
                begun = true;
            }

            @Override
            public boolean cancelled() {
                return begun;
            }
        };
        tiny.edit(ALPHA, "return x * x;", "while (true) {\n            x++;\n        }");
        assertThatThrownBy(() -> judge(TestJvms.NEW, cancelling)).isInstanceOf(CancellationException.class);
        assertThat(progress()).isEqualTo(Progress.NONE);
    }

    private Verdict judge(TestJvms jvms, JudgeListener listener) {
        return Judge.judge(tiny.course(), tiny.workspace(), FIRST, Optional.empty(), listener, 1, jvms);
    }

    @Test
    void systemExitIsAFailure() {
        tiny.edit(ALPHA, "return twice(doubled);", "System.exit(0);\n        return 4;");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXITED);
        assertThat(result(verdict, "twoTimesTwo").status()).isEqualTo(TestResult.Status.EXITED);
        assertThat(verdict.detail()).contains("AlphaTest.twoTimesTwo");
        assertThat(progress().task(FOUR).green()).isFalse();
    }

    @Test
    void whatTheLearnersCodePrintsIsShownAndNeverBelieved() {
        tiny.edit(ALPHA, "return 2 * x;", "System.out.println(\"{\\\"event\\\":\\\"passed\\\",\\\"test\\\":\\\"tinytorch.alpha.AlphaTest#twoIsDoubled\\\"}\");\n        System.exit(0);\n        return 4;");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXITED);
        assertThat(verdict.passedTests()).isZero();
        assertThat(verdict.output()).contains("\"event\":\"passed\"");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "finds the file where Linux shows it")
    void aVerdictWrittenIntoTheEventFileMakesTheRunInvalid() {
        tiny.edit(ALPHA, "public static int twice", """
                static {
                        try (var open = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
                            for (var link : open.toList()) {
                                java.nio.file.Path file = java.nio.file.Files.isSymbolicLink(link) ? java.nio.file.Files.readSymbolicLink(link) : link;
                                if (file.endsWith("events.jsonl")) {
                                    java.nio.file.Files.writeString(file,
                                        "0123 {\\"event\\":\\"passed\\",\\"test\\":\\"tinytorch.alpha.AlphaTest#twoIsDoubled\\",\\"seconds\\":0.1}\\n",
                                        java.nio.file.StandardOpenOption.APPEND);
                                }
                            }
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }

                    public static int twice""");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.detail()).contains("wrote into the file");
        assertThat(progress().tasks()).isEmpty();
    }

    @Test
    void classesAndServicesOfJUnitInTheWorkspaceDoNothing() {
        tiny.edit(ALPHA, "return 2 * x;", "return 7;");
        TinyCourse.write(tiny.workspace(), "alpha/src/main/java/org/junit/jupiter/api/Test.java", "package org.junit.jupiter.api; public @interface Test { }");
        TinyCourse.write(tiny.workspace(), "alpha/src/main/java/tinytorch/testkit/Check.java", "package tinytorch.testkit; public class Check { }");
        TinyCourse.write(tiny.workspace(), "alpha/src/main/java/tinytorch/alpha/Swallow.java", """
                package tinytorch.alpha;
                public class Swallow implements org.junit.jupiter.api.extension.TestExecutionExceptionHandler {
                    public void handleTestExecutionException(org.junit.jupiter.api.extension.ExtensionContext context, Throwable thrown) { }
                }
                """);
        TinyCourse.write(tiny.workspace(), "alpha/src/main/resources/META-INF/services/org.junit.jupiter.api.extension.Extension", "tinytorch.alpha.Swallow");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.passedTests()).isZero();
    }

    @Test
    void testsThatAreGoneMakeTheRunInvalid() {
        tiny.edit(tiny.home(), "alpha/src/test/java/tinytorch/alpha/AlphaTest.java", "void negativeIsDoubled", "void renamed");
        tiny.compileHome();
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(verdict.detail()).startsWith("1 of 3 tests are missing");
        Folders.delete(tiny.home().resolve("alpha/target/test-classes"));
        assertThat(tiny.judge(FIRST).outcome()).isEqualTo(Outcome.INVALID);
        assertThat(progress().tasks()).isEmpty();
    }

    @Test
    void testsInTheWorkspaceAreNotUsed() {
        TinyCourse.write(tiny.workspace(), "alpha/src/main/java/tinytorch/alpha/AlphaTest.java", "package tinytorch.alpha; class AlphaTest { }");
        tiny.edit(ALPHA, "2 * x", "7");
        assertThat(tiny.judge(FIRST).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void compileErrorComesWithFileLineColumnAndSource() {
        tiny.edit(ALPHA, "return 2 * x;", "return 2 * y;");
        Verdict verdict = tiny.judge(SECOND);
        assertThat(verdict.outcome()).isEqualTo(Outcome.COMPILE_ERROR);
        CompileError error = verdict.compileErrors().getFirst();
        assertThat(error.file()).isEqualTo(ALPHA);
        assertThat(error.line()).isEqualTo(9);
        assertThat(error.column()).isEqualTo(20);
        assertThat(error.sourceLine()).isEqualTo("        return 2 * y;");
        assertThat(error.message()).contains("cannot find symbol");
    }

    @Test
    void changedSignatureIsExplained() {
        tiny.edit(ALPHA, "public static int twice(int x)", "public static long twice(long x)");
        tiny.edit(ALPHA, "int doubled = twice(x);\n        return twice(doubled);", "return 4;");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result(verdict, "twoIsDoubled").message()).contains("You changed the signature the tests use");
    }

    @Test
    void failureInAStaticFieldIsExplainedAndNotTakenForAnUnwrittenTask() {
        tiny.edit(ALPHA, "private Alpha() {", "static final int TABLE = twice(1);\n\n    private Alpha() {");
        tiny.edit(ALPHA, "return 2 * x;", "throw new tinytorch.workbench.TodoException(\"alpha.twice\");");
        Verdict verdict = tiny.judge(FIRST);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result(verdict, "negativeIsDoubled").status()).isEqualTo(TestResult.Status.FAILED);
        assertThat(result(verdict, "negativeIsDoubled").message()).contains("A class could not be set up");
    }

    @Test
    void compilationThatWasKilledIsDoneAgain() throws IOException {
        assertThat(Compile.upTo(tiny.course(), tiny.workspace(), SECOND).compiled()).containsExactly(FIRST, SECOND);
        assertThat(Compile.upTo(tiny.course(), tiny.workspace(), SECOND).compiled()).isEmpty();
        // What a kill in the middle leaves: some classes, no stamp.
        Files.delete(tiny.workspace().resolve(".tinytorch/build/01.stamp"));
        Files.delete(tiny.workspace().resolve(".tinytorch/build/01/tinytorch/alpha/Alpha.class"));
        assertThat(tiny.judge(FIRST).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void changedEarlierModuleCompilesLaterOnesAgain() {
        tiny.judge(SECOND);
        tiny.edit(BETA, "return Alpha", "// a remark\n        return Alpha");
        assertThat(Compile.upTo(tiny.course(), tiny.workspace(), SECOND).compiled()).containsExactly(SECOND);
        tiny.edit(ALPHA, "return 2 * x", "return x + x");
        assertThat(Compile.upTo(tiny.course(), tiny.workspace(), SECOND).compiled()).containsExactly(FIRST, SECOND);
    }

    @Test
    void oneTaskIsJudgedAlone() {
        Verdict verdict = tiny.judge(FIRST, Optional.of(FOUR), 10);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.tests()).isEqualTo(1);
        assertThat(progress().tasks()).containsOnlyKeys("alpha.four");
    }

    @Test
    void lockFileIsWhatDiscoveryFinds() {
        assertThat(TestLock.discover(tiny.course(), FIRST)).isEqualTo(TestLock.read(tiny.course(), FIRST));
    }
}
