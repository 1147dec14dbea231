package tinytorch.board.program;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tinytorch.board.Figures;
import tinytorch.board.State;
import tinytorch.board.Submission;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Submissions;
import tinytorch.board.web.Json;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The entries of a local competition on their way through the queue. */
final class LocalContest {
    private static final long POLL_MILLIS = 100;
    /** Before what stands in the line below a result: a terminal has 80 columns. */
    private static final String BELOW = " ".repeat(9);
    private static final Duration VALID = Duration.ofDays(1);

    private final List<Sent> sent = new ArrayList<>();
    private final Submissions submissions;

    /** An entry that was handed in, and whether it was in an earlier run. */
    private record Sent(LocalEntry entry, Learners.Learner learner, String id, boolean old) {
    }

    private LocalContest(Submissions submissions) {
        this.submissions = submissions;
    }

    /** Hands all of them in. */
    static LocalContest of(List<LocalEntry> entries, Learners learners, Submissions submissions) {
        LocalContest contest = new LocalContest(submissions);
        for (LocalEntry entry : entries) {
            Learners.Learner learner = learners.of(learners.enrol(entry.learner(), VALID, true));
            Submission submission = submissions.accept(learner, entry.task(), entry.zip()).submission();
            contest.sent.add(new Sent(entry, learner, submission.id(), submission.state().terminal()));
        }
        return contest;
    }

    /** Tells of each when it is evaluated, until all are. False: stopped before. */
    boolean follow(PrintWriter text, Stop stop) throws InterruptedException {
        List<Sent> waiting = new ArrayList<>(sent);
        long began = System.nanoTime();
        int all = (int) sent.stream().filter(one -> !one.old()).count();
        int done = 0;
        while (!waiting.isEmpty()) {
            for (Sent one : List.copyOf(waiting)) {
                Submission now = submissions.one(one.learner(), one.id());
                if (now.state().terminal()) {
                    waiting.remove(one);
                    done += one.old() ? 0 : 1;
                    double left = (System.nanoTime() - began) / 1e9 / Math.max(1, done) * (all - done);
                    text.println(line(one, now));
                    text.println(BELOW + (one.old() ? "as before" : done + " of " + all + (done < all ? ", about " + Math.round(left) + " s left" : "")));
                    text.flush();
                }
            }
            if (stop.asked()) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    private static String line(Sent one, Submission now) {
        String what = String.format(Locale.ROOT, "%-8s %-13s %-13s ", one.entry().task().id(), one.entry().learner(), one.entry().file().replace(".zip", ""));
        if (now.state() != State.SCORED) {
            return what + now.reason() + ": " + now.message();
        }
        Figures figures = Figures.of(now.score(), false);
        return what + String.format(Locale.ROOT, "%5.1f %%%s %8.3f ms %9.1f kB", 100 * figures.accuracy(), one.entry().task().text() ? String.format(Locale.ROOT, " %.2f bits", figures.bits()) : "          ",
                figures.p95(), figures.bytes() / 1e3);
    }

    /** All boards, and what became of every entry. */
    ObjectNode standings(Boards boards, Map<Task, TaskRules> rules) {
        ObjectNode json = Json.object();
        ObjectNode tasks = json.putObject("boards");
        rules.forEach((task, rule) -> tasks.set(task.id(), Json.board(boards.of(task), rule)));
        ArrayNode all = json.putArray("submissions");
        for (Sent one : sent) {
            ObjectNode node = Json.submission(submissions.one(one.learner(), one.id()), false);
            all.add(node.put("learner", one.entry().learner()).put("file", one.entry().file()));
        }
        return json;
    }
}
