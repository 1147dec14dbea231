package tinytorch.tito;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import tinytorch.course.judge.QuizAnswer;
import tinytorch.course.quiz.Expected;
import tinytorch.course.quiz.Question;

/** Asks questions on a terminal, one at a time. Ctrl-D or {@code q} ends it, and so does Ctrl-C. */
final class QuizRound {
    private static final List<String> ENDS = List.of("q", "quit", "exit");

    private final Session session;
    private final LineReader reader;
    private final QuizText text;
    private final QuizMeter meter;

    QuizRound(Session session, Terminal terminal, QuizText text, QuizMeter meter) {
        this.session = session;
        this.text = text;
        this.meter = meter;
        reader = LineReaderBuilder.builder().terminal(terminal).option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).variable(LineReader.DISABLE_HISTORY, true).build();
    }

    /** The terminal of the shell that the command was typed in, or else the process's. */
    static Terminal terminal(Session session) throws IOException {
        return session.shared().isPresent() ? session.shared().get() : FullScreen.terminal();
    }

    /**
     * Asks them all.
     *
     * @param before how a question was answered before
     * @param answer is told how each was answered now
     * @return how it ended: done, or stopped with Ctrl-C
     */
    ExitCode ask(List<Question> questions, Function<Question, Optional<QuizAnswer>> before, BiConsumer<Question, QuizAnswer> answer) {
        try {
            for (Question question : questions) {
                say("");
                text.question(question, before.apply(question)).forEach(this::say);
                say("");
                answer(question).ifPresent(given -> answer.accept(question, given));
                boolean last = question == questions.getLast();
                if (!last) {
                    say("");
                    line("Enter: the next question, q: enough ");
                }
            }
            return ExitCode.OK;
        } catch (EndOfFileException e) {
            return ExitCode.OK;
        } catch (UserInterruptException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    private Optional<QuizAnswer> answer(Question question) {
        return switch (question.expected()) {
            case Expected.Thought _ -> {
                line("Think, then Enter: the answer ");
                show(question, Optional.empty());
                yield Optional.of(QuizAnswer.READ);
            }
            case Expected.Choice choice -> Optional.of(choose(question, choice));
            case Expected.Constant number -> Optional.of(number(question, number, number.value(), Optional.empty()));
            case Expected.Measured number -> measured(question, number);
        };
    }

    private QuizAnswer choose(Question question, Expected.Choice choice) {
        String typed = letter("Your letter (Enter: the answer) ");
        while (!typed.isEmpty() && !question.text().contains("(" + typed + ")")) {
            say("There is no option '" + typed + "'.");
            typed = letter("Your letter (Enter: the answer) ");
        }
        boolean right = typed.equals(choice.letter());
        if (!typed.isEmpty()) {
            say(verdict(right, right ? "Right." : "No."));
        }
        show(question, Optional.empty());
        return right ? QuizAnswer.RIGHT : QuizAnswer.WRONG;
    }

    private String letter(String prompt) {
        return line(prompt).replaceAll("[()]", "").toLowerCase(Locale.ROOT);
    }

    /** Measures only after the first answer was typed: then nobody works on the machine. */
    private Optional<QuizAnswer> measured(Question question, Expected.Measured number) {
        if (!meter.possible()) {
            line("This number is measured on your code, once the module's tests pass. Enter: the reasoning ");
            show(question, Optional.empty());
            return Optional.empty();
        }
        Optional<Double> first = typed(number, "Your estimate (Enter: the answer) ");
        say(session.style().dim("Computing it " + meter.where() + " ..."));
        QuizMeter.Computed computed = meter.compute(number);
        return Optional.of(number(question, number, computed.value(), Optional.of(computed), first));
    }

    private QuizAnswer number(Question question, Expected.Number number, double right, Optional<QuizMeter.Computed> computed) {
        return number(question, number, right, computed, typed(number, "Your number (Enter: the answer) "));
    }

    /** Says too small or too large until it is right, or until the learner wants the answer. */
    private QuizAnswer number(Question question, Expected.Number number, double right, Optional<QuizMeter.Computed> computed, Optional<Double> first) {
        Optional<Double> given = first;
        while (given.isPresent() && !number.accepts(given.get(), right)) {
            say(verdict(false, given.get() < right ? "Too small." : "Too large."));
            given = typed(number, "Once more (Enter: the answer) ");
        }
        given.ifPresent(_ -> say(verdict(true, "Right.")));
        show(question, computed);
        return first.isPresent() && first.equals(given) ? QuizAnswer.RIGHT : QuizAnswer.WRONG;
    }

    /** What was typed, in the base unit; empty for Enter alone. What is no number is told and asked again. */
    private Optional<Double> typed(Expected.Number number, String prompt) {
        while (true) {
            String line = line(prompt);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(number.unit().parse(line));
            } catch (IllegalArgumentException e) {
                Fold.lines(e.getMessage().substring(0, 1).toUpperCase(Locale.ROOT) + e.getMessage().substring(1), Style.WIDTH, "").forEach(this::say);
            }
        }
    }

    private String verdict(boolean right, String words) {
        return right ? session.style().green("✓ " + words) : session.style().yellow("✗ " + words);
    }

    private void show(Question question, Optional<QuizMeter.Computed> computed) {
        text.answer(question, computed, meter.where()).forEach(this::say);
    }

    private String line(String prompt) {
        session.out().flush();
        String line = reader.readLine(session.style().cyan(prompt)).strip();
        if (ENDS.contains(line.toLowerCase(Locale.ROOT))) {
            throw new EndOfFileException();
        }
        return line;
    }

    private void say(String line) {
        session.out().println(line);
    }
}
