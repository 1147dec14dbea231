package tinytorch.tito;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The training run for the AOT cache: a few commands that load the classes most commands use. It prints nothing and
 * ends with 0 unless tito itself is broken.
 */
final class Training {
    private Training() {
    }

    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("tito.home"));
        List<String[]> runs = List.of(new String[] {"--version"}, new String[] {"--help"}, new String[0], new String[] {"status"},
                new String[] {"status", "--json", "--color=always"}, new String[] {"doctor"}, new String[] {"tset"});
        for (String[] run : runs) {
            PrintWriter nowhere = new PrintWriter(new FallbackWriter(Writer.nullWriter(), System.out.charset()));
            int code = Tito.run(new Session(home, home, Map.of(), nowhere, nowhere, false, "tito"), run);
            if (code == ExitCode.INTERNAL.code()) {
                System.exit(code);
            }
        }
    }
}
