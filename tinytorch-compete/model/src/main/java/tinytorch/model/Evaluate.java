package tinytorch.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The program that an evaluation runs in a process of its own: {@code Evaluate SUBMISSION HIDDEN TASK BYTES MILLIS ACCURACY CALLS SECONDS BLOCKS CALLS}. It prints one JSON object: the score, or the reason
 * of the refusal. It ends when its standard input does, so that nothing goes on when the one who started it is gone.
 */
final class Evaluate {
    private static final int ARGUMENTS = 10;

    private Evaluate() {
    }

    public static void main(String[] args) throws IOException {
        if (args.length != ARGUMENTS) {
            throw new IllegalArgumentException("Evaluate: is started by Evaluation, with " + ARGUMENTS + " arguments.");
        }
        Thread.ofPlatform().daemon().start(Evaluate::endWithParent);
        TaskRules rules = new TaskRules(Task.of(args[2]), Long.parseLong(args[3]), Double.parseDouble(args[4]), Double.parseDouble(args[5]));
        Protocol protocol = new Protocol(Integer.parseInt(args[6]), Double.parseDouble(args[7]), Integer.parseInt(args[8]), Integer.parseInt(args[9]));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            // What a stranger wrote is read while nothing secret is in this process yet; what is refused for its form never meets the hidden set.
            Submission submission = Submission.open(Path.of(args[0]));
            ScoreJson.write(new Evaluator(submission, HiddenSet.read(Path.of(args[1])), rules).run(protocol), answer);
        } catch (Rejected e) {
            answer.reset();
            ScoreJson.write(e, answer);
        }
        System.out.write(answer.toByteArray());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected but the end.
            }
        } catch (IOException e) {
            System.err.println("standard input can't be read: " + e);
        }
        Runtime.getRuntime().halt(1);
    }
}
