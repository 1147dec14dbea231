package tinytorch.board.program;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.model.Task;
import tools.jackson.databind.JsonNode;

/** A task's board. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show a task's rankings.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Remote remote;

    @Parameters(index = "0", paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}.")
    private Task task;

    @Option(names = "--json", description = "As the server tells it.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode board = remote.get("/api/board/" + task.id());
        if (json) {
            out.println(board);
            return 0;
        }
        out.println(task.id() + (board.get("closed").booleanValue() ? ", closed: on the private part of the hidden set" : ", on the public part of the hidden set"));
        for (JsonNode category : board.get("categories")) {
            out.println();
            out.println(category.get("title").stringValue());
            if (category.get("ranking").isEmpty()) {
                out.println("  nobody yet");
                continue;
            }
            Lines lines = new Lines().row("", "learner", "accuracy", task.text() ? "bits/char" : "", "p95", "size", "points/MB");
            int rank = 1;
            for (JsonNode index : category.get("ranking")) {
                JsonNode entry = board.get("entries").get(index.intValue());
                lines.row("%3d".formatted(rank++), entry.get("learner").stringValue(), Lines.percent(entry.get("accuracy")), task.text() ? Lines.number(entry.get("bits")) : "",
                        Lines.millis(entry.get("p95")), Lines.bytes(entry.get("bytes")), Lines.number(entry.get("efficiency")));
            }
            lines.text().forEach(out::println);
        }
        return 0;
    }
}
