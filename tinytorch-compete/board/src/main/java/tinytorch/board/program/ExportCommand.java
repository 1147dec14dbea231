package tinytorch.board.program;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tinytorch.board.Category;
import tinytorch.board.Figures;
import tinytorch.board.Ranking;
import tinytorch.board.Standing;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.model.Task;

/** The standings of all tasks and categories as CSV. */
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Print the standings of all tasks and categories as CSV. Run it where the server runs.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private Competition competition;

    @Option(names = "--private", description = "By the private part of the hidden set, also before the close. For the instructor's eyes.")
    private boolean closed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("task,category,rank,learner,submission,part,accuracy,bits_per_character,p95_ms,bytes,points_per_megabyte");
        try (Database database = competition.open()) {
            for (Task task : Task.values()) {
                Boards.Snapshot board = new Boards(database, Competition.CLOCK).of(task);
                boolean hidden = closed || board.closed();
                for (Category category : Category.values()) {
                    Ranking.of(category, board.entries(), hidden).forEach(standing -> out.println(row(task, category, standing, hidden)));
                }
            }
        }
        return 0;
    }

    /** Names hold no comma and no quote; not measured is empty. */
    private static String row(Task task, Category category, Standing standing, boolean hidden) {
        Figures figures = standing.figures();
        return String.format(Locale.ROOT, "%s,%s,%d,%s,%s,%s,%.5f,%s,%.3f,%d,%.3f", task.id(), category.id(), standing.rank(), standing.entry().learner(), standing.entry().id(),
                hidden ? "private" : "public", figures.accuracy(), Double.isNaN(figures.bits()) ? "" : String.valueOf(figures.bits()), figures.p95(), figures.bytes(),
                figures.efficiency());
    }
}
