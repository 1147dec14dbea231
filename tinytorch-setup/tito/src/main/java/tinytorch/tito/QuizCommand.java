package tinytorch.tito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.Progress;
import tinytorch.course.judge.ProgressFile;
import tinytorch.course.quiz.Expected;
import tinytorch.course.quiz.Question;
import tinytorch.course.quiz.Questions;

/** The questions at the end of a lesson, one at a time; what depends on the machine is measured on it. */
@Command(name = "quiz", mixinStandardHelpOptions = true,
        description = "Questions to think about, one at a time; numbers are computed for this machine. Elsewhere than on a terminal it prints them.",
        footerHeading = "%nExamples:%n", footer = {"  tito quiz                  of the module you are at; goes on where you stopped",
            "  tito quiz 02 --question 3  one of them, again", "  tito quiz 02 --answers     all, with their answers"})
final class QuizCommand extends TitoCommand {

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The module, by number or name. Default: the one you are at.")
    private String module;

    @Option(names = "--question", paramLabel = "K", description = "Only this question.")
    private Integer only;

    @Option(names = "--answers", description = "Print the questions with their answers instead of asking.")
    private boolean answers;

    QuizCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Optional<Workspace> workspace = workspace();
        CourseModule found = moduleOrCurrent(module, workspace);
        List<Question> all = Questions.of(found, session.home());
        if (all.isEmpty()) {
            throw new TitoException(ExitCode.USAGE, "the lesson of module " + found.number() + " has no questions.");
        }
        if (only != null && (only < 1 || only > all.size())) {
            throw new TitoException(ExitCode.USAGE, "module " + found.number() + " has questions 1 to " + all.size() + ", not " + only + ".");
        }
        List<Question> wanted = only == null ? all : List.of(all.get(only - 1));
        QuizText text = new QuizText(style(), found, all.size());
        QuizMeter meter = new QuizMeter(session, found, workspace, standing(workspace));
        return json || answers || !Prompt.possible(session) ? printed(found, wanted, text, meter) : asked(found, all, wanted, text, meter, workspace);
    }

    private Report printed(CourseModule found, List<Question> wanted, QuizText text, QuizMeter meter) {
        Report report = new Report(ExitCode.OK).fact("module", found.number());
        List<Map<String, Object>> facts = new ArrayList<>();
        for (Question question : wanted) {
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("number", question.number());
            fact.put("kind", question.expected().getClass().getSimpleName().toLowerCase(Locale.ROOT));
            fact.put("question", question.text());
            text.question(question, Optional.empty()).forEach(report::line);
            report.line();
            if (answers) {
                Optional<QuizMeter.Computed> computed = question.expected() instanceof Expected.Measured measured && meter.possible()
                        ? Optional.of(meter.compute(measured)) : Optional.empty();
                fact.put("answer", question.answer());
                switch (question.expected()) {
                    case Expected.Choice choice -> fact.put("right", choice.letter());
                    case Expected.Constant number -> fact.put("right", number.value());
                    case Expected.Measured _ -> computed.ifPresent(one -> fact.put("right", one));
                    case Expected.Thought _ -> { }
                }
                text.answer(question, computed, meter.where()).forEach(report::line);
                report.line();
            }
            facts.add(fact);
        }
        report.fact("questions", facts);
        return answers ? report : report.line("The answers: " + session.command("quiz " + found.number() + " --answers"));
    }

    /** Those that were not answered yet, or all; a question that was asked for is asked again. */
    private Report asked(CourseModule found, List<Question> all, List<Question> wanted, QuizText text, QuizMeter meter, Optional<Workspace> workspace) {
        Optional<ProgressFile> file = workspace.map(own -> ProgressFile.of(own.root()));
        Progress before = file.map(ProgressFile::read).orElse(Progress.NONE);
        List<Question> open = wanted.stream().filter(question -> before.quiz(found, question.number()).isEmpty()).toList();
        List<Question> now = open.isEmpty() ? wanted : open;
        ExitCode exit;
        try {
            Terminal terminal = QuizRound.terminal(session);
            try {
                exit = new QuizRound(session, terminal, text, meter).ask(now, question -> before.quiz(found, question.number()),
                        (question, answer) -> file.ifPresent(kept -> kept.update(progress -> progress.answered(found, question.number(), answer))));
            } finally {
                if (session.shared().isEmpty()) {
                    terminal.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("This terminal can't be read from.", e);
        }
        return new Report(exit).line().line(file.map(kept -> summary(found, all, kept.read())).orElse("Answers are remembered in a workspace: "
                + session.command("init ~/my-tinytorch")));
    }

    private String summary(CourseModule found, List<Question> all, Progress progress) {
        QuizStanding standing = QuizStanding.of(found, all, progress);
        return "Module " + found.number() + ": " + standing.words() + "."
                + (standing.answered() < standing.of() ? " It goes on: " + session.command("quiz " + found.number()) : "");
    }
}
