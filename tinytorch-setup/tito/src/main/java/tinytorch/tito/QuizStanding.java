package tinytorch.tito;

import java.util.List;
import java.util.Optional;
import tinytorch.course.CourseModule;
import tinytorch.course.judge.Progress;
import tinytorch.course.judge.QuizAnswer;
import tinytorch.course.quiz.Question;

/**
 * How far a learner is with the questions of a lesson. There are no points for them.
 *
 * @param answered those that were asked and answered, or whose answer was read
 * @param right    those that were right the first time, of the ones that a program can judge
 * @param of       all of the lesson
 */
record QuizStanding(int answered, int right, int of) {

    static QuizStanding of(CourseModule module, List<Question> questions, Progress progress) {
        List<QuizAnswer> answers = questions.stream().flatMap(question -> progress.quiz(module, question.number()).stream()).toList();
        return new QuizStanding(answers.size(), (int) answers.stream().filter(QuizAnswer.RIGHT::equals).count(), questions.size());
    }

    /** {@code quiz 3 of 6, 2 right the first time}. */
    String words() {
        return "quiz " + answered + " of " + of + (right > 0 ? ", " + right + " right the first time" : "");
    }
}
