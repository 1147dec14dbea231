package tinytorch.board.program;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tinytorch.board.store.Database;
import tinytorch.board.store.Learners;

/** Adds a learner. */
@Command(name = "enrol", mixinStandardHelpOptions = true, description = "Add a learner, and show their token, once. Run it where the server runs.")
final class EnrolCommand implements Callable<Integer> {
    @Mixin
    private Competition competition;

    @Parameters(index = "0", paramLabel = "NAME", description = "As it stands on the board.")
    private String name;

    @Option(names = "--days", description = "How long the token is valid. Default: ${DEFAULT-VALUE}.")
    private int days = 120;

    @Option(names = "--renew", description = "A new token for a learner who is enrolled; the old one ends.")
    private boolean renew;

    @Option(names = "--quiet", description = "Print the token and nothing else.")
    private boolean quiet;

    @Option(names = "--json", description = "Print one JSON object, with the token in it, and nothing else.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Competition.between(1, 36_500, "--days", days);
        try (Database database = competition.open()) {
            String token = new Learners(database, Competition.CLOCK).enrol(name, Duration.ofDays(days), renew);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Lines.json(Map.of("learner", name, "token", token, "days", days)));
            } else if (quiet) {
                out.println(token);
            } else {
                out.println(name + " is enrolled. The token is shown this once; the server keeps only a hash of it. It is valid for " + days + " days.");
                out.println();
                out.println("  export TINYTORCH_TOKEN=" + token);
            }
            return 0;
        }
    }
}
