package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.grade.ComparedSources;
import tinytorch.course.grade.Submission;
import tinytorch.course.judge.Folders;

/** Shows which submissions are alike. */
@Command(name = "similarity", mixinStandardHelpOptions = true,
        description = "Which submissions are alike, and in which tasks: compared with JPlag, the skeleton as base code. Downloads JPlag the first time. "
                + "A high number is a reason to look, not a proof.",
        footerHeading = "%nExample:%n", footer = "  tito course similarity submissions/ --only 02,03")
final class SimilarityCommand extends TitoCommand {
    private static final String MAIN = "tinytorch.similarity.SimilarityProgram";
    private static final OnDemandBuild JPLAG = new OnDemandBuild("similarity", "tinytorch-setup/similarity", List.of(),
            "building the comparison; the first time Maven downloads JPlag, some 24 MB", "similarity", "JPlag");

    @Parameters(paramLabel = "SUBMISSIONS", description = "The folder with the submissions: a zip, tar.gz or folder for each student.")
    private Path folder;

    @Option(names = "--only", paramLabel = "NN", split = ",", description = "These modules. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--tokens", paramLabel = "N", description = "The least number of tokens in a row that counts as common. Default: ${DEFAULT-VALUE}.")
    private int tokens = 9;

    @Option(names = "--top", paramLabel = "N", description = "How many pairs to show. Default: ${DEFAULT-VALUE}.")
    private int top = 20;

    SimilarityCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        needFinishedLibrary("similarity");
        List<CourseModule> wanted = names.stream().map(this::builtModule).toList();
        List<CourseModule> modules = course().builtModules().stream().filter(module -> wanted.isEmpty() || wanted.contains(module)).toList();
        List<Submission> submissions = Submission.in(session.here().resolve(folder));
        JPLAG.bringUpToDate(session);
        try {
            Path temporary = Files.createTempDirectory("tinytorch-similarity");
            try {
                ComparedSources sources = ComparedSources.write(course(), modules, submissions, temporary);
                return report(compare(sources), submissions.size(), sources.unread());
            } finally {
                Folders.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the submissions can't be compared", e);
        }
    }

    private List<?> compare(ComparedSources sources) {
        Program program = new Program(session, true, "-Dslf4j.internal.verbosity=ERROR");   // JPlag logs nowhere, and need not say so
        List<Path> classPath = JPLAG.classPath(session);
        classPath.add(session.home().resolve("tinytorch-setup/course/target/classes"));
        int code = program.run(classPath, MAIN, List.of(sources.base().toString(), sources.students().toString(), Integer.toString(tokens)));
        String[] printed = program.output().strip().split("\n");   // JPlag may print lines of its own before
        if (code != 0 || !(Json.object(printed[printed.length - 1]).get("pairs") instanceof List<?> pairs)) {
            throw new TitoException(ExitCode.FAILED, "JPlag could not compare these submissions. It needs two that have sources: " + program.output().strip());
        }
        return pairs;
    }

    private Report report(List<?> pairs, int submissions, List<String> unread) {
        Report report = new Report(ExitCode.OK).fact("pairs", pairs).fact("unread", unread);
        report.line(style().bold("Alike  of the code beyond the skeleton, and the tasks with the most of it (common tokens)"));
        for (Object each : pairs.subList(0, Math.min(top, pairs.size()))) {
            if (each instanceof Map<?, ?> pair && pair.get("similarity") instanceof Number part && pair.get("tokens") instanceof Map<?, ?> common) {
                report.line("%5.1f %%  %s  %s".formatted(100 * part.doubleValue(), pair.get("first"), pair.get("second"))).text(tasks(common), "         ");
            }
        }
        unread.forEach(one -> report.line(style().yellow("not read  " + one)));
        return report.line().line(pairs.size() + " pairs of " + submissions + " submissions compared. What is common in one task of few lines says little.");
    }

    private static String tasks(Map<?, ?> common) {
        List<String> tasks = new ArrayList<>();
        common.entrySet().stream().sorted((a, b) -> Integer.compare(count(b.getValue()), count(a.getValue()))).limit(6)
                .forEach(entry -> tasks.add((entry.getKey().toString().isEmpty() ? "outside of tasks" : entry.getKey()) + " (" + entry.getValue() + ")"));
        return tasks.isEmpty() ? "nothing in common" : String.join(", ", tasks);
    }

    private static int count(Object tokens) {
        return tokens instanceof Number number ? number.intValue() : 0;
    }
}
