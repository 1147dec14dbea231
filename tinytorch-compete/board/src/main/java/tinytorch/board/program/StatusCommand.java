package tinytorch.board.program;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** One's own submissions. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Show your own submissions and how far they are.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Remote remote;

    @Option(names = "--json", description = "As the server tells it.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode answer = remote.own("/api/submissions");
        if (json) {
            out.println(answer);
            return 0;
        }
        out.println(answer.get("learner").stringValue());
        if (answer.get("submissions").isEmpty()) {
            out.println("  nothing handed in yet");
            return 0;
        }
        Lines lines = new Lines(2).row("handed in", "task", "state", "accuracy", "p95", "size");
        for (JsonNode one : answer.get("submissions")) {
            JsonNode score = one.path("score");
            lines.row(Lines.when(one.get("received")), one.get("task").stringValue(), progress(one), Lines.percent(score.path("accuracy")),
                    Lines.millis(score.path("p95")), Lines.bytes(score.path("bytes")));
        }
        List<String> text = lines.text();
        out.println(text.getFirst());
        for (int i = 0; i < answer.get("submissions").size(); i++) {
            out.println(text.get(i + 1));
            String why = why(answer.get("submissions").get(i));
            if (!why.isEmpty()) {
                Lines.wrapped(why, "  ").forEach(out::println);
            }
        }
        return 0;
    }

    private static String progress(JsonNode submission) {
        int attempts = submission.get("attempts").intValue();
        return submission.get("state").stringValue() + (submission.has("ahead") ? " after " + submission.get("ahead").intValue() : "") + (attempts > 1 ? ", attempt " + attempts : "");
    }

    static String why(JsonNode submission) {
        return submission.get("reason").isString() ? submission.get("reason").stringValue() + ": " + submission.get("message").stringValue() : "";
    }
}
